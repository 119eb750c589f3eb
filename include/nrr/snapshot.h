/* SPDX-License-Identifier: MIT */
/** @file nrr/snapshot.h
 * The snapshot: what a ledger held at one moment, immutable, for any number of threads while the
 * ledger goes on. */
#ifndef NRR_SNAPSHOT_H
#define NRR_SNAPSHOT_H

#include "nrr/export.h"
#include "nrr/ledger.h"
#include "nrr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct nrr_snapshot nrr_snapshot;

/** Take a snapshot: facts, keys and the declared coverage as they are now. No fact is copied.
 * @param ledger not NULL; called on the ledger's thread.
 * @param snapshot receives the snapshot, owned by the caller, free with nrr_snapshot_free(); not
 * NULL. It may outlive the ledger.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_ledger_snapshot(nrr_ledger *ledger, nrr_snapshot **snapshot);

/** Give the snapshot as it was known at an instant of the host's own clock (METRICS.md section 7):
 * only facts and voids count whose `known` is at or before it, or is not given. Any thread.
 * @param snapshot not NULL; itself one of this kind, if need be: then the earlier instant holds.
 * @param known ticks.
 * @param earlier receives the snapshot, owned by the caller, free with nrr_snapshot_free(); not
 * NULL. It shares all facts with the one it was made from, and may outlive it.
 * @return NRR_OK, NRR_E_NULL, NRR_E_MEMORY.
 * @since 0.1.0 */
NRR_API nrr_status nrr_snapshot_as_known(const nrr_snapshot *snapshot, int64_t known, nrr_snapshot **earlier);

/** Free a snapshot, on any thread. Its reports live on.
 * @param snapshot may be NULL; no other thread may be using it.
 * @since 0.1.0 */
NRR_API void nrr_snapshot_free(nrr_snapshot *snapshot);

#ifdef __cplusplus
}
#endif

#endif
