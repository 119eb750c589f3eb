/* SPDX-License-Identifier: MIT */
/** @file nrr/export.h
 * The mark that every public prototype begins its line with. */
#ifndef NRR_EXPORT_H
#define NRR_EXPORT_H

#if defined NRR_BUILDING && defined __GNUC__ && !defined _WIN32
#define NRR_API __attribute__((visibility("default")))
#else
#define NRR_API
#endif

#endif
