-- AlterTable
ALTER TABLE "Intent" ADD COLUMN     "sequence" BIGSERIAL NOT NULL;

-- What was wished before keeps the order it had.
UPDATE "Intent" i SET "sequence" = wished.place
  FROM (SELECT "id", row_number() OVER (ORDER BY "createdAt", "id") AS place FROM "Intent") wished
  WHERE wished."id" = i."id";
