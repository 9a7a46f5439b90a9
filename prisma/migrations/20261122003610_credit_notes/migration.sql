-- CreateTable
CREATE TABLE "CreditNote" (
    "id" TEXT NOT NULL,
    "receivableId" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "note" TEXT,
    "amount" DECIMAL(78,0) NOT NULL,
    "diluted" DECIMAL(78,0) NOT NULL,
    "fileName" TEXT,
    "documentHash" TEXT NOT NULL,
    "message" JSONB NOT NULL,
    "signature" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CreditNote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CreditNote_receivableId_createdAt_idx" ON "CreditNote"("receivableId", "createdAt");

-- AddForeignKey
ALTER TABLE "CreditNote" ADD CONSTRAINT "CreditNote_receivableId_fkey" FOREIGN KEY ("receivableId") REFERENCES "Receivable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
