-- AlterTable
ALTER TABLE "Deployment" ADD COLUMN     "record" JSONB;
