/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiKinship:
 *
 * What somebody is to the head of the household, as far as ages and generations go. Whoever is
 * adopted, a stepchild, or something else is %DOUDI_KIN_OTHER: any age may be right.
 */
typedef enum
{
  DOUDI_KIN_NOT_SAID,
  DOUDI_KIN_HEAD,
  DOUDI_KIN_SPOUSE,
  DOUDI_KIN_CHILD,
  DOUDI_KIN_CHILD_IN_LAW,
  DOUDI_KIN_GRANDCHILD,
  DOUDI_KIN_PARENT,
  DOUDI_KIN_PARENT_IN_LAW,
  DOUDI_KIN_GRANDPARENT,
  DOUDI_KIN_OTHER,
} DoudiKinship;

DoudiKinship doudi_kinship_from_relation (const char *relation);

G_END_DECLS
