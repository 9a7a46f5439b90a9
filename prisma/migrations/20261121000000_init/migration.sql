-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Deployment" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "chainId" INTEGER NOT NULL,
    "genesisHash" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "addresses" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Deployment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChainCursor" (
    "grade" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "blockAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ChainCursor_pkey" PRIMARY KEY ("grade")
);

-- CreateTable
CREATE TABLE "ChainBlock" (
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "parentHash" TEXT NOT NULL,
    "blockAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChainBlock_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "ChainEvent" (
    "blockHash" TEXT NOT NULL,
    "logIndex" INTEGER NOT NULL,
    "part" INTEGER NOT NULL DEFAULT 0,
    "blockNumber" INTEGER NOT NULL,
    "txHash" TEXT NOT NULL,
    "contract" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "receivableId" TEXT,
    "args" JSONB NOT NULL,
    "blockAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChainEvent_pkey" PRIMARY KEY ("blockHash","logIndex","part")
);

-- CreateTable
CREATE TABLE "CollectionAccount" (
    "address" TEXT NOT NULL,
    "receivableId" TEXT NOT NULL,

    CONSTRAINT "CollectionAccount_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "Intent" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "signer" TEXT NOT NULL,
    "receivableId" TEXT,
    "organisationId" TEXT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "txHash" TEXT,
    "blockNumber" INTEGER,
    "error" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TxAttempt" (
    "id" TEXT NOT NULL,
    "intentId" TEXT NOT NULL,
    "chainId" INTEGER NOT NULL,
    "signer" TEXT NOT NULL,
    "nonce" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "raw" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "maxFeePerGas" DECIMAL(78,0) NOT NULL,
    "maxPriorityFeePerGas" DECIMAL(78,0) NOT NULL,
    "broadcastAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TxAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignerLane" (
    "chainId" INTEGER NOT NULL,
    "signer" TEXT NOT NULL,
    "nextNonce" INTEGER NOT NULL,
    "haltedAt" TIMESTAMP(3),
    "haltReason" TEXT,

    CONSTRAINT "SignerLane_pkey" PRIMARY KEY ("chainId","signer")
);

-- CreateTable
CREATE TABLE "WorkerBeat" (
    "id" TEXT NOT NULL,
    "program" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "beatAt" TIMESTAMP(3) NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "WorkerBeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerAccount" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "receivableId" TEXT,
    "party" TEXT,
    "balance" DECIMAL(78,0) NOT NULL DEFAULT 0,

    CONSTRAINT "LedgerAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Journal" (
    "id" BIGSERIAL NOT NULL,
    "factKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "receivableId" TEXT,
    "blockNumber" INTEGER,
    "happenedAt" TIMESTAMP(3) NOT NULL,
    "reverses" BIGINT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Journal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Posting" (
    "id" BIGSERIAL NOT NULL,
    "journalId" BIGINT NOT NULL,
    "accountId" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "Posting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reconciliation" (
    "id" BIGSERIAL NOT NULL,
    "blockNumber" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "ledger" DECIMAL(78,0) NOT NULL,
    "chain" DECIMAL(78,0) NOT NULL,
    "difference" DECIMAL(78,0) NOT NULL,
    "details" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditFact" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "organisationId" TEXT,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditFact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "fileHash" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "mapping" JSONB,
    "content" BYTEA NOT NULL,
    "plan" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "committedAt" TIMESTAMP(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Order" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "importId" TEXT NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "buyerId" TEXT NOT NULL,
    "receivableId" TEXT,
    "orderKey" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "canonical" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "orderNumber" TEXT,
    "issueDate" TEXT,
    "dueDate" TEXT NOT NULL,
    "dueDateSource" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "amountDue" DECIMAL(78,0) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ready',
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "description" TEXT NOT NULL,
    "sku" TEXT,
    "quantity" TEXT NOT NULL,
    "unit" TEXT,
    "net" DECIMAL(78,0) NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "legalId" TEXT,
    "country" TEXT,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "account" TEXT,
    "custody" TEXT NOT NULL DEFAULT 'platform',
    "number" SERIAL NOT NULL,
    "lotKeyCipher" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "wallet" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInNonce" (
    "nonce" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SignInNonce_pkey" PRIMARY KEY ("nonce")
);

-- CreateTable
CREATE TABLE "AttemptCount" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "windowEnd" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AttemptCount_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Licence" (
    "id" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "regulator" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Licence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Approval" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "makerId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "checkerId" TEXT,
    "decision" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMP(3),

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BuyerAlias" (
    "sellerId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "organisationId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BuyerAlias_pkey" PRIMARY KEY ("sellerId","key")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "address" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "cipher" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("address")
);

-- CreateTable
CREATE TABLE "Receivable" (
    "id" TEXT NOT NULL,
    "sellerId" TEXT NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "buyerId" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "number" SERIAL NOT NULL,
    "currency" TEXT NOT NULL,
    "coin" TEXT NOT NULL,
    "amountDue" DECIMAL(78,0) NOT NULL,
    "dueDate" TEXT NOT NULL,
    "dueDateSource" TEXT NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "orderCount" INTEGER NOT NULL,
    "ordersRoot" TEXT NOT NULL,
    "documentHash" TEXT NOT NULL,
    "terms" JSONB NOT NULL,
    "collectionAccount" TEXT,
    "status" TEXT NOT NULL,
    "grade" TEXT NOT NULL DEFAULT 'final',
    "registeredAt" TIMESTAMP(3),
    "fundedAt" TIMESTAMP(3),
    "releasedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "deal" JSONB,
    "dealHash" TEXT,
    "funded" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "released" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "delivered" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "collected" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "diluted" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "escrow" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "feePaid" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "latePaid" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "chargePaid" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "principalPaid" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "sellerPaid" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "surplus" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Receivable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Registration" (
    "id" TEXT NOT NULL,
    "sellerId" TEXT NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "sellerSignature" TEXT NOT NULL,
    "warehouseSignature" TEXT,
    "receivableIds" TEXT[],
    "status" TEXT NOT NULL,
    "declineReason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signedAt" TIMESTAMP(3),

    CONSTRAINT "Registration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" TEXT NOT NULL,
    "receivableId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "message" JSONB NOT NULL,
    "signature" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "advanceBps" INTEGER NOT NULL,
    "rateBps" INTEGER NOT NULL,
    "lateRateBps" INTEGER NOT NULL,
    "feeBps" INTEGER NOT NULL,
    "fundBy" TIMESTAMP(3) NOT NULL,
    "deliverBy" TIMESTAMP(3) NOT NULL,
    "maximum" DECIMAL(78,0) NOT NULL,
    "minimum" DECIMAL(78,0) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Funding" (
    "id" TEXT NOT NULL,
    "receivableId" TEXT NOT NULL,
    "lenderId" TEXT NOT NULL,
    "amount" DECIMAL(78,0) NOT NULL,
    "salt" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "intentId" TEXT,
    "status" TEXT NOT NULL,
    "error" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Funding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Position" (
    "receivableId" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "units" DECIMAL(78,0) NOT NULL,
    "fundedUnits" DECIMAL(78,0) NOT NULL,
    "paid" DECIMAL(78,0) NOT NULL DEFAULT 0,

    CONSTRAINT "Position_pkey" PRIMARY KEY ("receivableId","holder")
);

-- CreateTable
CREATE TABLE "Attestation" (
    "id" TEXT NOT NULL,
    "receivableId" TEXT NOT NULL,
    "warehouseId" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "delivered" DECIMAL(78,0) NOT NULL,
    "quantities" JSONB NOT NULL,
    "message" JSONB NOT NULL,
    "signature" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Attestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BuyerLink" (
    "id" TEXT NOT NULL,
    "receivableId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "firstSeenAt" TIMESTAMP(3),
    "strength" TEXT,
    "confirmedBy" TEXT,
    "confirmedAt" TIMESTAMP(3),
    "promisedAmount" DECIMAL(78,0),
    "promisedDate" TEXT,
    "disputedAt" TIMESTAMP(3),
    "disputeReason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "BuyerLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ChainBlock_hash_key" ON "ChainBlock"("hash");

-- CreateIndex
CREATE INDEX "ChainEvent_receivableId_blockNumber_logIndex_idx" ON "ChainEvent"("receivableId", "blockNumber", "logIndex");

-- CreateIndex
CREATE INDEX "ChainEvent_blockNumber_logIndex_idx" ON "ChainEvent"("blockNumber", "logIndex");

-- CreateIndex
CREATE INDEX "ChainEvent_name_blockNumber_idx" ON "ChainEvent"("name", "blockNumber");

-- CreateIndex
CREATE UNIQUE INDEX "CollectionAccount_receivableId_key" ON "CollectionAccount"("receivableId");

-- CreateIndex
CREATE UNIQUE INDEX "Intent_key_key" ON "Intent"("key");

-- CreateIndex
CREATE INDEX "Intent_status_createdAt_idx" ON "Intent"("status", "createdAt");

-- CreateIndex
CREATE INDEX "Intent_receivableId_idx" ON "Intent"("receivableId");

-- CreateIndex
CREATE UNIQUE INDEX "TxAttempt_hash_key" ON "TxAttempt"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "TxAttempt_chainId_signer_nonce_attempt_key" ON "TxAttempt"("chainId", "signer", "nonce", "attempt");

-- CreateIndex
CREATE INDEX "WorkerBeat_beatAt_idx" ON "WorkerBeat"("beatAt");

-- CreateIndex
CREATE INDEX "LedgerAccount_receivableId_idx" ON "LedgerAccount"("receivableId");

-- CreateIndex
CREATE INDEX "LedgerAccount_party_idx" ON "LedgerAccount"("party");

-- CreateIndex
CREATE UNIQUE INDEX "Journal_factKey_key" ON "Journal"("factKey");

-- CreateIndex
CREATE UNIQUE INDEX "Journal_reverses_key" ON "Journal"("reverses");

-- CreateIndex
CREATE INDEX "Journal_receivableId_idx" ON "Journal"("receivableId");

-- CreateIndex
CREATE INDEX "Journal_blockNumber_idx" ON "Journal"("blockNumber");

-- CreateIndex
CREATE INDEX "Posting_accountId_idx" ON "Posting"("accountId");

-- CreateIndex
CREATE INDEX "Posting_journalId_idx" ON "Posting"("journalId");

-- CreateIndex
CREATE INDEX "Reconciliation_createdAt_idx" ON "Reconciliation"("createdAt");

-- CreateIndex
CREATE INDEX "AuditFact_organisationId_at_idx" ON "AuditFact"("organisationId", "at");

-- CreateIndex
CREATE INDEX "AuditFact_subject_idx" ON "AuditFact"("subject");

-- CreateIndex
CREATE INDEX "Import_organisationId_createdAt_idx" ON "Import"("organisationId", "createdAt");

-- CreateIndex
CREATE INDEX "Import_organisationId_fileHash_idx" ON "Import"("organisationId", "fileHash");

-- CreateIndex
CREATE INDEX "Import_fileHash_idx" ON "Import"("fileHash");

-- CreateIndex
CREATE INDEX "Order_organisationId_status_createdAt_idx" ON "Order"("organisationId", "status", "createdAt");

-- CreateIndex
CREATE INDEX "Order_receivableId_idx" ON "Order"("receivableId");

-- CreateIndex
CREATE INDEX "Order_warehouseId_idx" ON "Order"("warehouseId");

-- CreateIndex
CREATE UNIQUE INDEX "Order_organisationId_orderKey_key" ON "Order"("organisationId", "orderKey");

-- CreateIndex
CREATE UNIQUE INDEX "OrderLine_orderId_position_key" ON "OrderLine"("orderId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_account_key" ON "Organisation"("account");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_number_key" ON "Organisation"("number");

-- CreateIndex
CREATE INDEX "Organisation_kind_status_name_idx" ON "Organisation"("kind", "status", "name");

-- CreateIndex
CREATE INDEX "Organisation_legalId_idx" ON "Organisation"("legalId");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_wallet_key" ON "User"("wallet");

-- CreateIndex
CREATE INDEX "Member_userId_idx" ON "Member"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_organisationId_userId_key" ON "Member"("organisationId", "userId");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Licence_organisationId_idx" ON "Licence"("organisationId");

-- CreateIndex
CREATE INDEX "Approval_decision_createdAt_idx" ON "Approval"("decision", "createdAt");

-- CreateIndex
CREATE INDEX "Approval_subjectId_createdAt_idx" ON "Approval"("subjectId", "createdAt");

-- CreateIndex
CREATE INDEX "BuyerAlias_organisationId_idx" ON "BuyerAlias"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Receivable_number_key" ON "Receivable"("number");

-- CreateIndex
CREATE INDEX "Receivable_sellerId_status_createdAt_idx" ON "Receivable"("sellerId", "status", "createdAt");

-- CreateIndex
CREATE INDEX "Receivable_buyerId_idx" ON "Receivable"("buyerId");

-- CreateIndex
CREATE INDEX "Receivable_warehouseId_status_idx" ON "Receivable"("warehouseId", "status");

-- CreateIndex
CREATE INDEX "Receivable_status_dueDate_idx" ON "Receivable"("status", "dueDate");

-- CreateIndex
CREATE INDEX "Receivable_documentHash_idx" ON "Receivable"("documentHash");

-- CreateIndex
CREATE INDEX "Receivable_ordersRoot_idx" ON "Receivable"("ordersRoot");

-- CreateIndex
CREATE INDEX "Receivable_reference_idx" ON "Receivable"("reference");

-- CreateIndex
CREATE INDEX "Receivable_createdAt_idx" ON "Receivable"("createdAt");

-- CreateIndex
CREATE INDEX "Registration_warehouseId_status_idx" ON "Registration"("warehouseId", "status");

-- CreateIndex
CREATE INDEX "Registration_sellerId_createdAt_idx" ON "Registration"("sellerId", "createdAt");

-- CreateIndex
CREATE INDEX "Offer_status_createdAt_idx" ON "Offer"("status", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_receivableId_sequence_key" ON "Offer"("receivableId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "Funding_intentId_key" ON "Funding"("intentId");

-- CreateIndex
CREATE INDEX "Funding_receivableId_idx" ON "Funding"("receivableId");

-- CreateIndex
CREATE UNIQUE INDEX "Funding_lenderId_salt_key" ON "Funding"("lenderId", "salt");

-- CreateIndex
CREATE INDEX "Position_holder_idx" ON "Position"("holder");

-- CreateIndex
CREATE UNIQUE INDEX "Attestation_receivableId_warehouseId_sequence_key" ON "Attestation"("receivableId", "warehouseId", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "BuyerLink_tokenHash_key" ON "BuyerLink"("tokenHash");

-- CreateIndex
CREATE INDEX "BuyerLink_receivableId_idx" ON "BuyerLink"("receivableId");

-- AddForeignKey
ALTER TABLE "TxAttempt" ADD CONSTRAINT "TxAttempt_intentId_fkey" FOREIGN KEY ("intentId") REFERENCES "Intent"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Posting" ADD CONSTRAINT "Posting_journalId_fkey" FOREIGN KEY ("journalId") REFERENCES "Journal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderLine" ADD CONSTRAINT "OrderLine_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Licence" ADD CONSTRAINT "Licence_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_receivableId_fkey" FOREIGN KEY ("receivableId") REFERENCES "Receivable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Funding" ADD CONSTRAINT "Funding_receivableId_fkey" FOREIGN KEY ("receivableId") REFERENCES "Receivable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Position" ADD CONSTRAINT "Position_receivableId_fkey" FOREIGN KEY ("receivableId") REFERENCES "Receivable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attestation" ADD CONSTRAINT "Attestation_receivableId_fkey" FOREIGN KEY ("receivableId") REFERENCES "Receivable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BuyerLink" ADD CONSTRAINT "BuyerLink_receivableId_fkey" FOREIGN KEY ("receivableId") REFERENCES "Receivable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
