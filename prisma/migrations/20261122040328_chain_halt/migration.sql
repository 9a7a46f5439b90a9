-- AlterTable
ALTER TABLE "ChainBlock" ADD COLUMN     "evidence" TEXT;

-- CreateTable
CREATE TABLE "ChainHalt" (
    "id" SERIAL NOT NULL,
    "blockNumber" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "haltedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resumedAt" TIMESTAMP(3),
    "resumedBy" TEXT,
    "because" TEXT,

    CONSTRAINT "ChainHalt_pkey" PRIMARY KEY ("id")
);
