-- CreateTable
CREATE TABLE "AuditDay" (
    "sequence" INTEGER NOT NULL,
    "date" TEXT NOT NULL,
    "firstId" BIGINT NOT NULL,
    "lastId" BIGINT NOT NULL,
    "leaves" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditDay_pkey" PRIMARY KEY ("sequence")
);

-- CreateTable
CREATE TABLE "AuditorRun" (
    "id" BIGSERIAL NOT NULL,
    "blockNumber" INTEGER NOT NULL,
    "blockHash" TEXT NOT NULL,
    "differences" INTEGER NOT NULL,
    "verdicts" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditorRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceivableStop" (
    "id" BIGSERIAL NOT NULL,
    "receivableId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "stoppedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedAt" TIMESTAMP(3),

    CONSTRAINT "ReceivableStop_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AuditorRun_createdAt_idx" ON "AuditorRun"("createdAt");

-- CreateIndex
CREATE INDEX "ReceivableStop_receivableId_idx" ON "ReceivableStop"("receivableId");

-- One stop of one source at a time.
CREATE UNIQUE INDEX "ReceivableStop_in_force" ON "ReceivableStop"("receivableId", "source") WHERE "liftedAt" IS NULL;

-- A day that was closed stays as it was closed.
CREATE TRIGGER "AuditDay_append_only" BEFORE UPDATE OR DELETE ON "AuditDay"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "AuditDay_never_emptied" BEFORE TRUNCATE ON "AuditDay"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
