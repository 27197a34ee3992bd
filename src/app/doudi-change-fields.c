/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-change-fields.h"
#include "app/doudi-format.h"
#include "base/doudi-day.h"
#include "base/doudi-error.h"
#include "base/doudi-money.h"
#include "casework/doudi-change-detail.h"
#include "store/doudi-household-title.h"

/* As many households a search offers. */
#define FOUND_MAX 20

/* Who joins and is known already; no member of the detail. */
#define KNOWN_PERSON "known-person"

typedef struct _Control Control;

/*
 * How what a kind of change needs is asked for.
 *
 * @build: makes the control; the one that has the keyboard is Control.widget
 * @take: (nullable): puts what was said into its place in the detail; an empty one leaves it
 */
typedef struct
{
  GtkWidget *(*build) (DoudiChangeFields *self, Control *control);
  gboolean (*take) (const Control *control, gpointer at, GError **error);
} Type;

typedef struct
{
  const char *member;
  const char *label;
  const Type *type;
  gsize offset;
  const DoudiWord *words;
} Field;

/*
 * @widget: what is typed into or chosen from
 * @second: (nullable): the list that @widget fills
 * @ids: (element-type gint64): of the persons or households that can be chosen
 */
struct _Control
{
  const Field *field;
  gboolean needed;
  GtkWidget *widget;
  GtkWidget *second;
  GArray *ids;
};

/* What a kind of change needs to be told, one line for each member of its detail. */
struct _DoudiChangeFields
{
  GtkGrid parent_instance;

  DoudiStore *store;
  DoudiChangeKind kind;
  const DoudiHousehold *household;
  GPtrArray *controls;
  GPtrArray *divisions;
};

G_DEFINE_FINAL_TYPE (DoudiChangeFields, doudi_change_fields, GTK_TYPE_GRID)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
control_free (gpointer data)
{
  Control *control = data;

  g_clear_pointer (&control->ids, g_array_unref);
  g_free (control);
}

static void
on_changed_cb (DoudiChangeFields *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static const DoudiWord sex_words[] = {
  { "male", N_ ("male"), "男" },
  { "female", N_ ("female"), "女" },
  { NULL },
};

static const DoudiWord care_words[] = {
  { "home", N_ ("care at home"), "分散供养" },
  { "institution", N_ ("care in an institution"), "集中供养" },
  { NULL },
};

static const DoudiWord self_care_words[] = {
  { "able", N_ ("able to look after oneself"), "全自理" },
  { "partly", N_ ("partly able to look after oneself"), "半护理" },
  { "unable", N_ ("unable to look after oneself"), "全护理" },
  { NULL },
};

static const DoudiWord disability_words[] = {
  { "sight", N_ ("sight"), "视力" },
  { "hearing", N_ ("hearing"), "听力" },
  { "speech", N_ ("speech"), "言语" },
  { "limb", N_ ("limb"), "肢体" },
  { "intellectual", N_ ("intellectual"), "智力" },
  { "mental", N_ ("mental"), "精神" },
  { "multiple", N_ ("multiple"), "多重" },
  { NULL },
};

static const DoudiWord truth_words[] = {
  { "true", N_ ("yes"), "是" },
  { "false", N_ ("no"), "否" },
  { NULL },
};

static const DoudiWord reason_words[] = {
  { "elderly", N_ ("elderly"), "老年人" },
  { "minor", N_ ("minor"), "未成年人" },
  { "severely-disabled", N_ ("severely disabled"), "重度残疾人" },
  { "seriously-ill", N_ ("seriously ill"), "重病患者" },
  { NULL },
};

static const DoudiWord class_words[] = {
  { "1", N_ ("class 1"), "一类" },
  { "2", N_ ("class 2"), "二类" },
  { "3", N_ ("class 3"), "三类" },
  { "4", N_ ("class 4"), "四类" },
  { NULL },
};

static const DoudiWord grade_words[] = {
  { "1", N_ ("grade 1"), "一级" },
  { "2", N_ ("grade 2"), "二级" },
  { "3", N_ ("grade 3"), "三级" },
  { "4", N_ ("grade 4"), "四级" },
  { NULL },
};

/* As papers write them, and as they are kept. */
static const char *const relations[]
  = { "配偶", "子",     "女",     "儿媳",     "女婿",     "孙子女", "外孙子女", "父亲", "母亲",
      "公婆", "岳父母", "祖父母", "外祖父母", "兄弟姐妹", "侄子女", "其他",     NULL };

static GtkWidget *
build_entry (DoudiChangeFields *self, Control *control)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_hints (GTK_ENTRY (entry), GTK_INPUT_HINT_PRIVATE);
  gtk_widget_set_hexpand (entry, TRUE);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_changed_cb), self);
  control->widget = entry;
  return entry;
}

static GtkWidget *
build_day (DoudiChangeFields *self, Control *control)
{
  GtkWidget *entry = build_entry (self, control);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("such as 2018-06-08"));
  return entry;
}

static GtkWidget *
build_amount (DoudiChangeFields *self, Control *control)
{
  GtkWidget *entry = build_entry (self, control);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("yuan, such as 12000.00"));
  return entry;
}

/* The first line says that nothing is chosen. */
static GtkWidget *
new_choice (DoudiChangeFields *self, GtkStringList *names)
{
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);

  gtk_widget_set_hexpand (drop_down, TRUE);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (on_changed_cb), self);
  return drop_down;
}

static GtkStringList *
new_names (void)
{
  const char *const none[] = { "—", NULL };

  return gtk_string_list_new (none);
}

static GtkWidget *
build_words (DoudiChangeFields *self, Control *control)
{
  GtkStringList *names = new_names ();

  for (const DoudiWord *word = control->field->words; word->name != NULL; word++)
    gtk_string_list_append (names, _ (word->label));
  return control->widget = new_choice (self, names);
}

static GtkWidget *
build_relation (DoudiChangeFields *self, Control *control)
{
  GtkStringList *names = new_names ();

  for (guint i = 0; relations[i] != NULL; i++)
    gtk_string_list_append (names, relations[i]);
  return control->widget = new_choice (self, names);
}

static void
take_members (DoudiChangeFields *self, Control *control)
{
  control->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (self->household->members, i);

      g_array_append_val (control->ids, member->person_id);
    }
}

static GtkWidget *
build_member (DoudiChangeFields *self, Control *control)
{
  GtkStringList *names = new_names ();

  take_members (self, control);
  for (guint i = 0; i < self->household->members->len; i++)
    gtk_string_list_append (
      names, ((const DoudiMember *) g_ptr_array_index (self->household->members, i))->name);
  return control->widget = new_choice (self, names);
}

static GtkWidget *
new_checks (DoudiChangeFields *self, Control *control)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_widget_set_focusable (box, FALSE);
  return control->widget = box;
}

static void
add_check (DoudiChangeFields *self, Control *control, const char *text)
{
  GtkWidget *check = gtk_check_button_new_with_label (text);

  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_changed_cb), self);
  gtk_flow_box_insert (GTK_FLOW_BOX (control->widget), check, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (check), FALSE);
}

static GtkWidget *
build_members (DoudiChangeFields *self, Control *control)
{
  new_checks (self, control);
  take_members (self, control);
  for (guint i = 0; i < self->household->members->len; i++)
    add_check (self, control,
               ((const DoudiMember *) g_ptr_array_index (self->household->members, i))->name);
  return control->widget;
}

static GtkWidget *
build_reasons (DoudiChangeFields *self, Control *control)
{
  new_checks (self, control);
  for (const DoudiWord *word = control->field->words; word->name != NULL; word++)
    add_check (self, control, _ (word->label));
  return control->widget;
}

static char *
describe_found (const DoudiHouseholdRow *row)
{
  g_autofree char *village = doudi_division_short_name (row->village);

  return g_strdup_printf ("%s · %s (%s)", village, row->person_name, row->head_name);
}

static void
take_found (DoudiChangeFields *self, Control *control, const GPtrArray *rows)
{
  g_autoptr (GtkStringList) names = new_names ();
  gboolean of_person = g_str_equal (control->field->member, KNOWN_PERSON);

  g_array_set_size (control->ids, 0);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiHouseholdRow *row = g_ptr_array_index (rows, i);
      g_autofree char *text = describe_found (row);

      if (row->household_id == self->household->id && !of_person)
        continue;
      gtk_string_list_append (names, text);
      g_array_append_val (control->ids, *(of_person ? &row->person_id : &row->household_id));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (control->second), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control->second), control->ids->len > 0 ? 1 : 0);
  gtk_widget_set_sensitive (control->second, control->ids->len > 0);
}

static Control *
find_control (DoudiChangeFields *self, GtkWidget *widget)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      Control *control = g_ptr_array_index (self->controls, i);

      if (control->widget == widget)
        return control;
    }
  return NULL;
}

static void
on_search_cb (DoudiChangeFields *self, GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  Control *control = find_control (self, entry);
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total;

  if (control == NULL)
    return;
  if (*text != '\0')
    rows = doudi_registry_search (self->store, text, FOUND_MAX, &total, NULL);
  take_found (self, control, rows);
}

static GtkWidget *
build_search (DoudiChangeFields *self, Control *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  control->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  control->widget = gtk_search_entry_new ();
  g_object_set (control->widget, "placeholder-text", _ ("name or number"), NULL);
  control->second = new_choice (self, new_names ());
  gtk_widget_set_sensitive (control->second, FALSE);
  g_signal_connect_swapped (control->widget, "search-changed", G_CALLBACK (on_search_cb), self);
  gtk_box_append (GTK_BOX (box), control->widget);
  gtk_box_append (GTK_BOX (box), control->second);
  return box;
}

static const DoudiDivision *
nth_division (DoudiChangeFields *self, DoudiDivisionLevel level, const char *below, guint n)
{
  for (guint i = 0; i < self->divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (self->divisions, i);

      if (division->level == level && (below == NULL || strncmp (division->code, below, 9) == 0)
          && n-- == 0)
        return division;
    }
  return NULL;
}

static GtkStringList *
list_divisions (DoudiChangeFields *self, DoudiDivisionLevel level, const char *below)
{
  GtkStringList *names = new_names ();
  const DoudiDivision *division;

  for (guint i = 0; (division = nth_division (self, level, below, i)) != NULL; i++)
    gtk_string_list_append (names, division->name);
  return names;
}

static const DoudiDivision *
chosen_township (DoudiChangeFields *self, GtkWidget *townships)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (townships));

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION
           ? nth_division (self, DOUDI_DIVISION_TOWNSHIP, NULL, selected - 1)
           : NULL;
}

static void
on_township_cb (DoudiChangeFields *self, GParamSpec *property, GtkWidget *townships)
{
  Control *control = find_control (self, townships);
  const DoudiDivision *township = chosen_township (self, townships);
  g_autoptr (GtkStringList) names = NULL;

  if (control == NULL)
    return;
  names = township != NULL ? list_divisions (self, DOUDI_DIVISION_VILLAGE, township->code)
                           : new_names ();
  gtk_drop_down_set_model (GTK_DROP_DOWN (control->second), G_LIST_MODEL (names));
  gtk_widget_set_sensitive (control->second, township != NULL);
}

/* The township chooses which villages are offered. */
static GtkWidget *
build_village (DoudiChangeFields *self, Control *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  control->widget = new_choice (self, list_divisions (self, DOUDI_DIVISION_TOWNSHIP, NULL));
  control->second = new_choice (self, new_names ());
  gtk_widget_set_sensitive (control->second, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control->second), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Village"), -1);
  g_signal_connect_swapped (control->widget, "notify::selected", G_CALLBACK (on_township_cb), self);
  gtk_box_append (GTK_BOX (box), control->widget);
  gtk_box_append (GTK_BOX (box), control->second);
  return box;
}

static gboolean
check_said (const Control *control, gboolean said, GError **error)
{
  if (said || !control->needed)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_NO_FACT, NULL, _ ("“%s” is still empty."),
                   _ (control->field->label));
  return FALSE;
}

static char *
dup_text (const Control *control)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (control->widget))));
}

static gboolean
take_text (const Control *control, gpointer at, GError **error)
{
  g_autofree char *text = dup_text (control);
  gboolean said = *text != '\0';

  if (said)
    *(char **) at = g_steal_pointer (&text);
  return check_said (control, said, error);
}

static gboolean
take_day (const Control *control, gpointer at, GError **error)
{
  g_autofree char *text = dup_text (control);
  DoudiDay day = doudi_day_parse (text);

  if (*text == '\0' || day != DOUDI_DAY_NONE)
    {
      *(DoudiDay *) at = day;
      return check_said (control, *text != '\0', error);
    }
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("“%s” is not a day. Write it as 2018-06-08."), _ (control->field->label));
  return FALSE;
}

static gboolean
take_amount (const Control *control, gpointer at, GError **error)
{
  g_autofree char *text = dup_text (control);
  DoudiFen fen = 0;

  if (*text == '\0')
    return check_said (control, FALSE, error);
  if (doudi_money_parse (text, &fen) && fen >= 0)
    {
      *(gint64 *) at = fen;
      return TRUE;
    }
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("“%s” is not an amount. Write yuan, such as 12000.00."),
                   _ (control->field->label));
  return FALSE;
}

/* The place of what was chosen, from 0; -1 for nothing. */
static int
get_chosen (GtkWidget *drop_down)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  return selected != GTK_INVALID_LIST_POSITION ? (int) selected - 1 : -1;
}

/* The places in the lists are the numbers of the detail, from 1. */
static gboolean
take_word (const Control *control, gpointer at, GError **error)
{
  int chosen = get_chosen (control->widget);

  *(gint64 *) at = chosen + 1;
  return check_said (control, chosen >= 0, error);
}

static gboolean
take_truth (const Control *control, gpointer at, GError **error)
{
  int chosen = get_chosen (control->widget);

  if (chosen >= 0)
    *(gint64 *) at = chosen == 0;
  return check_said (control, chosen >= 0, error);
}

static gboolean
take_relation (const Control *control, gpointer at, GError **error)
{
  int chosen = get_chosen (control->widget);

  if (chosen >= 0)
    *(char **) at = g_strdup (relations[chosen]);
  return check_said (control, chosen >= 0, error);
}

static gint64
get_id (const Control *control)
{
  int chosen = get_chosen (control->second != NULL ? control->second : control->widget);

  return chosen >= 0 && chosen < (int) control->ids->len
           ? g_array_index (control->ids, gint64, chosen)
           : 0;
}

static gboolean
take_id (const Control *control, gpointer at, GError **error)
{
  *(gint64 *) at = get_id (control);
  return check_said (control, *(gint64 *) at != 0, error);
}

static gboolean
is_checked (const Control *control, guint index)
{
  GtkFlowBoxChild *child
    = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (control->widget), (int) index);

  return child != NULL
         && gtk_check_button_get_active (GTK_CHECK_BUTTON (gtk_flow_box_child_get_child (child)));
}

static gboolean
take_ids (const Control *control, gpointer at, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean said;

  for (guint i = 0; i < control->ids->len; i++)
    if (is_checked (control, i))
      g_array_append_val (ids, g_array_index (control->ids, gint64, i));
  said = ids->len > 0;
  if (said)
    *(GArray **) at = g_steal_pointer (&ids);
  return check_said (control, said, error);
}

/* None says nothing: then the registry tells. */
static gboolean
take_reasons (const Control *control, gpointer at, GError **error)
{
  gint64 reasons = 0;

  for (guint i = 0; control->field->words[i].name != NULL; i++)
    if (is_checked (control, i))
      reasons |= (gint64) 1 << i;
  if (reasons != 0)
    *(gint64 *) at = reasons;
  return TRUE;
}

/* Words with commas or spaces between. */
static gboolean
take_texts (const Control *control, gpointer at, GError **error)
{
  g_autofree char *text = dup_text (control);
  gboolean said = *text != '\0';

  if (said)
    *(GStrv *) at = g_regex_split_simple ("[,，、;；\\s]+", text, 0, 0);
  return check_said (control, said, error);
}

/* Only with a township can there be a village. */
static gboolean
take_village (const Control *control, gpointer at, GError **error)
{
  DoudiChangeFields *self
    = DOUDI_CHANGE_FIELDS (gtk_widget_get_ancestor (control->widget, DOUDI_TYPE_CHANGE_FIELDS));
  const DoudiDivision *township = chosen_township (self, control->widget);
  int chosen = get_chosen (control->second);
  const DoudiDivision *village
    = township != NULL && chosen >= 0
        ? nth_division (self, DOUDI_DIVISION_VILLAGE, township->code, (guint) chosen)
        : NULL;

  if (village != NULL)
    *(char **) at = g_strdup (village->code);
  return check_said (control, village != NULL, error);
}

static const Type text_type = { build_entry, take_text };
static const Type texts_type = { build_entry, take_texts };
static const Type day_type = { build_day, take_day };
static const Type amount_type = { build_amount, take_amount };
static const Type word_type = { build_words, take_word };
static const Type truth_type = { build_words, take_truth };
static const Type reasons_type = { build_reasons, take_reasons };
static const Type relation_type = { build_relation, take_relation };
static const Type member_type = { build_member, take_id };
static const Type members_type = { build_members, take_ids };
static const Type household_type = { build_search, take_id };
static const Type person_type = { build_search, NULL };
static const Type village_type = { build_village, take_village };

#define AT(field) G_STRUCT_OFFSET (DoudiChangeDetail, field)

static const Field fields[] = {
  { KNOWN_PERSON, N_ ("Known already"), &person_type, 0, NULL },
  { "name", N_ ("Full name"), &text_type, AT (name), NULL },
  { "identity_number", N_ ("Identity number"), &text_type, AT (identity_number), NULL },
  { "sex", N_ ("Sex"), &word_type, AT (sex), sex_words },
  { "birth", N_ ("Day of birth"), &day_type, AT (birth), NULL },
  { "relation", N_ ("Relation to the head"), &relation_type, AT (relation), NULL },
  { "persons", N_ ("Who goes"), &members_type, AT (persons), NULL },
  { "covered_persons", N_ ("Who of them is covered"), &members_type, AT (covered_persons), NULL },
  { "relations", N_ ("Relations to the new head, in this order"), &texts_type, AT (relations),
    NULL },
  { "covered", N_ ("Covered by the award"), &truth_type, AT (covered), truth_words },
  { "reasons", N_ ("Reasons for a top-up"), &reasons_type, AT (reasons), reason_words },
  { "head", N_ ("New head"), &member_type, AT (head), NULL },
  { "person", N_ ("Account of"), &member_type, AT (person), NULL },
  { "household", N_ ("Other household"), &household_type, AT (household), NULL },
  { "division", N_ ("Village"), &village_type, AT (division), NULL },
  { "village_group", N_ ("Village group"), &text_type, AT (village_group), NULL },
  { "address", N_ ("Address"), &text_type, AT (address), NULL },
  { "phone", N_ ("Phone"), &text_type, AT (phone), NULL },
  { "holder", N_ ("Account holder"), &text_type, AT (holder), NULL },
  { "number", N_ ("Account number"), &text_type, AT (number), NULL },
  { "draws", N_ ("The new household goes on drawing"), &truth_type, AT (draws), truth_words },
  { "arrears", N_ ("Pay what was held back"), &truth_type, AT (arrears), truth_words },
  { "away", N_ ("Moved out of the county"), &truth_type, AT (away), truth_words },
  { "ended", N_ ("The card has ended"), &truth_type, AT (ended), truth_words },
  { "class", N_ ("Class"), &word_type, AT (benefit_class), class_words },
  { "yearly_income", N_ ("Income in a year"), &amount_type, AT (yearly_income), NULL },
  { "own_income", N_ ("Income in a year of those who go"), &amount_type, AT (own_income), NULL },
  { "care", N_ ("Care"), &word_type, AT (care), care_words },
  { "self_care", N_ ("Self-care"), &word_type, AT (self_care), self_care_words },
  { "institution", N_ ("Institution"), &text_type, AT (institution), NULL },
  { "disability", N_ ("Disability"), &word_type, AT (disability), disability_words },
  { "grade", N_ ("Grade"), &word_type, AT (grade), grade_words },
  { "card", N_ ("Card number"), &text_type, AT (card), NULL },
  { "school", N_ ("School"), &text_type, AT (school), NULL },
  { "employment", N_ ("Job"), &text_type, AT (employment), NULL },
  { "until", N_ ("Until"), &day_type, AT (until), NULL },
  { "cause", N_ ("Cause"), &text_type, AT (cause), NULL },
};

static const Field *
find_field (const char *member, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].member) == length && strncmp (fields[i].member, member, length) == 0)
      return &fields[i];
  return NULL;
}

static GtkWidget *
new_label (const Control *control)
{
  g_autofree char *text
    = g_strdup_printf (control->needed ? "%s *" : "%s", _ (control->field->label));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control->widget);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control->widget),
                                  GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_add_css_class (label, "dim");
  return label;
}

/* A word of the table of kinds: "name", or "name?" for what may be left out. */
static void
add_line (DoudiChangeFields *self, const char *word)
{
  gsize length = strcspn (word, "?");
  const Field *field = find_field (word, length);
  Control *control;
  GtkWidget *shown;
  int row = (int) self->controls->len;

  g_return_if_fail (field != NULL);
  control = g_new0 (Control, 1);
  control->field = field;
  control->needed = word[length] != '?';
  g_ptr_array_add (self->controls, control);
  shown = field->type->build (self, control);
  gtk_widget_set_hexpand (shown, TRUE);
  gtk_grid_attach (GTK_GRID (self), new_label (control), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self), shown, 1, row, 1, 1);
}

static void
empty (DoudiChangeFields *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->controls, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_grid_remove (GTK_GRID (self), child);
}

static void
doudi_change_fields_dispose (GObject *object)
{
  DoudiChangeFields *self = DOUDI_CHANGE_FIELDS (object);

  empty (self);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);

  G_OBJECT_CLASS (doudi_change_fields_parent_class)->dispose (object);
}

static void
doudi_change_fields_finalize (GObject *object)
{
  g_ptr_array_unref (DOUDI_CHANGE_FIELDS (object)->controls);

  G_OBJECT_CLASS (doudi_change_fields_parent_class)->finalize (object);
}

static void
doudi_change_fields_class_init (DoudiChangeFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_change_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_change_fields_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
doudi_change_fields_init (DoudiChangeFields *self)
{
  self->controls = g_ptr_array_new_with_free_func (control_free);
}

/**
 * doudi_change_fields_show:
 * @store: where other households and villages are looked up
 * @household: whose members can be chosen; must stay
 * @kind: what happened
 *
 * Asks for what a kind of change needs. "changed" tells of every key.
 */
void
doudi_change_fields_show (DoudiChangeFields *self,
                          DoudiStore *store,
                          const DoudiHousehold *household,
                          DoudiChangeKind kind)
{
  const DoudiChangeInfo *info = doudi_change_info (kind);

  self->store = store;
  self->household = household;
  self->kind = kind;
  if (self->divisions == NULL)
    self->divisions = doudi_registry_list_divisions (store, NULL);
  if (self->divisions == NULL)
    self->divisions = g_ptr_array_new ();
  empty (self);
  if (kind == DOUDI_CHANGE_JOIN)
    add_line (self, KNOWN_PERSON "?");
  for (guint i = 0; info->members[i] != NULL; i++)
    add_line (self, info->members[i]);
}

/**
 * doudi_change_fields_dup_detail:
 * @error: %DOUDI_ERROR_NO_FACT for what is still empty, %DOUDI_ERROR_BAD_DATA for what is no day or
 *   amount
 *
 * Returns: (transfer full): what was said, as doudi_change_detail_parse() reads it; %NULL with
 *   @error set
 */
char *
doudi_change_fields_dup_detail (DoudiChangeFields *self, GError **error)
{
  g_autoptr (DoudiChangeDetail) detail = doudi_change_detail_new ();

  for (guint i = 0; i < self->controls->len; i++)
    {
      const Control *control = g_ptr_array_index (self->controls, i);
      const Field *field = control->field;

      if (field->type->take != NULL
          && !field->type->take (control, G_STRUCT_MEMBER_P (detail, field->offset), error))
        return NULL;
    }
  return doudi_change_detail_write (self->kind, detail);
}

/**
 * doudi_change_fields_get_person:
 *
 * Returns: the person of the caseload who joins, or 0
 */
gint64
doudi_change_fields_get_person (DoudiChangeFields *self)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      const Control *control = g_ptr_array_index (self->controls, i);

      if (g_str_equal (control->field->member, KNOWN_PERSON))
        return get_id (control);
    }
  return 0;
}

/**
 * doudi_change_fields_choose_household:
 * @household: id of another household
 *
 * Chooses the other household of a kind of change that has one, as if it had been searched for.
 */
void
doudi_change_fields_choose_household (DoudiChangeFields *self, gint64 household)
{
  g_auto (DoudiHouseholdTitle) title = { NULL };
  g_autoptr (GtkStringList) names = new_names ();
  g_autofree char *text = NULL;
  Control *control = find_control (self, doudi_change_fields_get_control (self, "household"));

  if (control == NULL || !doudi_household_title_get (self->store, household, &title, NULL))
    return;
  text = doudi_household_title_format (&title);
  gtk_string_list_append (names, text);
  g_array_set_size (control->ids, 0);
  g_array_append_val (control->ids, household);
  gtk_drop_down_set_model (GTK_DROP_DOWN (control->second), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control->second), 1);
  gtk_widget_set_sensitive (control->second, TRUE);
}

/**
 * doudi_change_fields_get_control:
 * @member: a member of the detail
 *
 * Returns: (transfer none) (nullable): what it is typed into or chosen from
 */
GtkWidget *
doudi_change_fields_get_control (DoudiChangeFields *self, const char *member)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      const Control *control = g_ptr_array_index (self->controls, i);

      if (g_str_equal (control->field->member, member))
        return control->widget;
    }
  return NULL;
}

/**
 * doudi_change_fields_dup_plain:
 * @message: what a change is refused for
 *
 * Says the names of members as they stand at the screen.
 *
 * Returns: (transfer full): the message
 */
char *
doudi_change_fields_dup_plain (DoudiChangeFields *self, const char *message)
{
  GString *text = g_string_new (message);

  for (guint i = 0; i < self->controls->len; i++)
    {
      const Control *control = g_ptr_array_index (self->controls, i);
      g_autofree char *name = g_strdup_printf ("“%s”", control->field->member);
      g_autofree char *label = g_strdup_printf ("“%s”", _ (control->field->label));

      g_string_replace (text, name, label, 0);
    }
  return g_string_free (text, FALSE);
}
