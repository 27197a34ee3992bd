/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-mask.h"

typedef char *(*MaskFunc) (const char *number, DoudiMaskPurpose purpose);

typedef struct
{
  MaskFunc func;
  const char *number;
  const char *masked;
} Case;

static const Case cases[] = {
  /* golden mask-1 */
  { doudi_mask_identity_number, "62302119500101001X", "623021********001X" },
  { doudi_mask_identity_number, "623021500101001", "623021*****1001" },
  { doudi_mask_identity_number, "6230211950010", "*********0010" },
  { doudi_mask_identity_number, "1234567", "*******" },
  { doudi_mask_identity_number, "", "" },
  { doudi_mask_identity_number, "身份证号码遗失", "*******" },
  { doudi_mask_identity_number, "62302119500101001X62302119500101001X",
    "623021**************************001X" },
  { doudi_mask_account, "6222021234567890128", "***************0128" },
  { doudi_mask_account, "12345678", "****5678" },
  { doudi_mask_account, "1234567", "*******" },
  { doudi_mask_phone, "13912346761", "139****6761" },
  { doudi_mask_phone, "139 1234 6761", "139****6761" },
  { doudi_mask_phone, "7121234", "*******" },
  { doudi_mask_phone, "0941-7121", "*****7121" },
};

static void
test_screen (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = cases[i].func (cases[i].number, DOUDI_MASK_SCREEN);

      g_assert_cmpstr (masked, ==, cases[i].masked);
      g_assert_null (cases[i].func (NULL, DOUDI_MASK_SCREEN));
    }
}

/* golden mask-2: absent, not covered */
static void
test_notice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_null (cases[i].func (cases[i].number, DOUDI_MASK_NOTICE));
}

static void
test_text (void)
{
  static const char *const texts[][2] = {
    { "", "" },
    { "监护人卓玛", "监护人卓玛" },
    { "监护人卓玛 62302119500101001x", "监护人卓玛 **************001x" },
    { "电话13912346761，2018-06-08", "电话*******6761，2018-06-08" },
    { "123456", "123456" },
    { "1234567", "***4567" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *masked = doudi_mask_text (texts[i][0]);

      g_assert_cmpstr (masked, ==, texts[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/mask/screen", test_screen);
  g_test_add_func ("/base/mask/notice", test_notice);
  g_test_add_func ("/base/mask/text", test_text);
  return g_test_run ();
}
