-- CreateIndex
CREATE INDEX "Intent_txHash_idx" ON "Intent"("txHash");
