/* SPDX-License-Identifier: MIT */
/** @file nrr/export.h
 * The mark that every public prototype begins its line with. It says something only where the library
 * itself is compiled: there the public names are the ones to be seen. In the amalgamation they are
 * hidden like all others, unless NRR_EXPORT is defined. */
#ifndef NRR_EXPORT_H
#define NRR_EXPORT_H

#if !defined NRR_BUILDING || (defined NRR_AMALGAMATION && !defined NRR_EXPORT)
#define NRR_API
#elif defined _WIN32 && defined NRR_EXPORT
#define NRR_API __declspec(dllexport)
#elif defined __GNUC__ && !defined _WIN32
#define NRR_API __attribute__((visibility("default")))
#else
#define NRR_API
#endif

#endif
