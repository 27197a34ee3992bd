/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Proving a password takes 64 MiB three times, on purpose. A test that signs in hundreds of times,
 * in its own process or by the program, is run with this library loaded before the others
 * (LD_PRELOAD): it is the same function with the least that it accepts. The programs stay as they
 * are; none of them can be asked to take less.
 */

#include <dlfcn.h>
#include <sodium.h>
#include <stdlib.h>

typedef int (*Stretch) (unsigned char *const out,
                        unsigned long long out_length,
                        const char *const password,
                        unsigned long long password_length,
                        const unsigned char *const salt,
                        unsigned long long operations,
                        size_t memory,
                        int algorithm);

int
crypto_pwhash (unsigned char *const out,
               unsigned long long out_length,
               const char *const password,
               unsigned long long password_length,
               const unsigned char *const salt,
               unsigned long long operations,
               size_t memory,
               int algorithm)
{
  Stretch stretch = (Stretch) dlsym (RTLD_NEXT, "crypto_pwhash");

  if (stretch == NULL)
    abort ();
  return stretch (out, out_length, password, password_length, salt, crypto_pwhash_OPSLIMIT_MIN,
                  crypto_pwhash_MEMLIMIT_MIN, algorithm);
}
