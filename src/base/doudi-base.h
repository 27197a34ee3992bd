/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-bank-account.h"
#include "base/doudi-capitals.h"
#include "base/doudi-csv.h"
#include "base/doudi-data.h"
#include "base/doudi-day.h"
#include "base/doudi-disability-card.h"
#include "base/doudi-division-code.h"
#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-mask.h"
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "base/doudi-notice-guard.h"
#include "base/doudi-pinyin.h"
#include "base/doudi-progress.h"
#include "base/doudi-ratio.h"
#include "base/doudi-text.h"
#include "base/doudi-working-days.h"

