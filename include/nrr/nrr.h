/* SPDX-License-Identifier: MIT */
/** @file nrr/nrr.h
 * libnrr: net revenue retention and its relatives, exact. The umbrella over one header per concept.
 *
 *     keys --> ids, facts --> ledger --> snapshot + query --> report --> rates */
#ifndef NRR_NRR_H
#define NRR_NRR_H

#include "nrr/allocator.h"
#include "nrr/calendar.h"
#include "nrr/cohort.h"
#include "nrr/column.h"
#include "nrr/concentration.h"
#include "nrr/drill.h"
#include "nrr/export.h"
#include "nrr/fact.h"
#include "nrr/finding.h"
#include "nrr/group.h"
#include "nrr/key.h"
#include "nrr/ledger.h"
#include "nrr/measure.h"
#include "nrr/parent.h"
#include "nrr/price.h"
#include "nrr/query.h"
#include "nrr/ratio.h"
#include "nrr/reconcile.h"
#include "nrr/report.h"
#include "nrr/snapshot.h"
#include "nrr/status.h"
#include "nrr/table.h"
#include "nrr/version.h"
#include "nrr/vocabulary.h"

#endif
