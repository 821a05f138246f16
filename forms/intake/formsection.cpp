// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/formsection.h"
#include "domain/catalogue/checklist.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/valueeditor.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

/// What checkField leaves to the editor: that these texts are dates at all.
domain::Result<QJsonValue> checked(const domain::FormField &field, const QJsonValue &value, QDate today)
{
    const QString text = value.toString();
    if (field.type == "daterange"_L1 && !text.isEmpty()) {
        const QDate from = QDate::fromString(text.section(u'/', 0, 0), Qt::ISODate), to = QDate::fromString(text.section(u'/', 1), Qt::ISODate);
        if (!from.isValid() || !to.isValid() || to < from)
            return domain::refuse(u"field.date", {{u"text"_s, text}});
    }
    if (field.type == "datetime"_L1 && !text.isEmpty() && dateTimeFromTyped(text, today).isEmpty())
        return domain::refuse(u"field.date", {{u"text"_s, text}});
    return domain::checkField(field, value, today);
}

bool isGiven(const QJsonValue &value)
{
    return !value.isUndefined() && !value.isNull() && value != QJsonValue(QString()) && value != QJsonValue(QJsonArray());
}

} // namespace

FormRow::FormRow(CaseInHand &hand, const domain::FormField &field, QWidget *parent)
    : QWidget(parent), m_hand(hand), m_field(field), m_label(new QLabel(this)), m_problem(new QLabel(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, Theme::gap / 2);
    layout->setSpacing(2);
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setProperty("role", QStringLiteral("muted"));
    m_label->setText(field.required ? QString(field.label + u" *"_s) : field.label);
    layout->addWidget(m_label);
    if (field.type == "computed"_L1) {
        auto *rule = new QLabel(field.constraints[u"rule"_s].toString(), this);
        rule->setWordWrap(true);
        rule->setProperty("role", QStringLiteral("small"));
        layout->addWidget(rule);
    } else {
        m_editor = ValueEditor::make(field, hand.hallNow().date(), this);
        m_label->setBuddy(m_editor);
        m_editor->setToolTip(field.constraints[u"note"_s].toString(field.constraints[u"rule"_s].toString()));
        layout->addWidget(m_editor);
        connect(m_editor, &ValueEditor::edited, this, [this] { m_hand.setField(m_field, m_editor->value()); });
        connect(m_editor, &ValueEditor::left, this, [this] {
            check();
            m_hand.settle();
        });
        connect(m_editor, &ValueEditor::entered, this, [this] {
            check();
            Q_EMIT entered();
        });
    }
    m_problem->setProperty("role", QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    layout->addWidget(m_problem);
    refresh(field);
}

void FormRow::refresh(const domain::FormField &field)
{
    m_field = field;
    if (!m_editor)
        return;
    m_editor->setReadOnly(m_hand.typed().isIdentity(field));
    const bool hasFocus = isAncestorOf(QApplication::focusWidget());
    if (!hasFocus && m_editor->value() != m_hand.fieldValue(field))
        m_editor->setValue(m_hand.fieldValue(field));
}

bool FormRow::isEmpty() const
{
    return m_editor && !isGiven(m_hand.fieldValue(m_field));
}

void FormRow::takeFocus()
{
    if (m_editor)
        m_editor->setFocus(Qt::TabFocusReason);
}

void FormRow::check()
{
    const QJsonValue value = m_editor->value();
    const auto right = isGiven(value) ? checked(m_field, value, m_hand.hallNow().date()) : domain::Result<QJsonValue>(value);
    m_wrong = !right;
    m_editor->setWrong(m_wrong);
    m_problem->setVisible(m_wrong);
    if (m_wrong) {
        m_problem->setText(refusalText(right.refusal()));
        return;
    }
    m_hand.setField(m_field, *right);
    if (m_editor->value() != *right)
        m_editor->setValue(*right);
}

FormSection::FormSection(CaseInHand &hand, QWidget *parent)
    : QWidget(parent), m_hand(hand), m_header(new QPushButton(this)), m_body(new QWidget(this)), m_layout(new QVBoxLayout(m_body))
{
    m_header->setProperty("role", QStringLiteral("quiet"));
    m_header->setObjectName(QStringLiteral("form.toggle"));
    m_header->setFocusPolicy(Qt::ClickFocus);
    m_layout->setContentsMargins(2, 0, 2, 0);
    m_layout->setSpacing(2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap / 2);
    layout->addWidget(m_body);
    m_body->hide();
    connect(m_header, &QPushButton::clicked, this, [this] {
        if (isOpen())
            close();
        else
            open();
    });
}

bool FormSection::isOpen() const
{
    return !m_body->isHidden();
}

void FormSection::refresh()
{
    const int asked = m_hand.fieldsAsked();
    const QString name = tr("Form %1/%2").arg(m_hand.fieldsFilled()).arg(asked);
    m_header->setText(QStringLiteral("%1 %2   F6").arg(isOpen() ? QStringLiteral("▾") : QStringLiteral("▸"), name));
    m_header->setAccessibleName(name);
    m_header->setVisible(m_hand.item() && !m_hand.decision().checklist.fields.isEmpty());
    if (isOpen())
        fillRows();
}

void FormSection::fillRows()
{
    const QString itemId = m_hand.typed().id + m_hand.typed().itemId;
    if (itemId != m_itemId) {
        // Another item or another case: its fields may have the same keys and other types.
        for (FormRow *row : std::as_const(m_rows)) {
            row->hide();
            row->deleteLater();
        }
        m_rows.clear();
        m_order.clear();
        m_itemId = itemId;
    }
    const QList<domain::FormField> &fields = m_hand.decision().checklist.fields;
    QStringList order;
    for (const domain::FormField &field : fields)
        order << field.key;
    if (order != m_order) {
        for (auto it = m_rows.begin(); it != m_rows.end(); ++it)
            it.value()->setVisible(order.contains(it.key()));
        while (QLayoutItem *item = m_layout->takeAt(0))
            delete item;
        QWidget *before = nullptr;
        for (const domain::FormField &field : fields) {
            FormRow *&row = m_rows[field.key];
            if (!row) {
                row = new FormRow(m_hand, field, m_body);
                connect(row, &FormRow::entered, this, [this, key = field.key] { goOn(key); });
                row->show();
            }
            m_layout->addWidget(row);
            if (before)
                setTabOrder(before, row);
            before = row;
        }
        m_order = order;
    }
    for (const domain::FormField &field : fields)
        m_rows[field.key]->refresh(field);
}

void FormSection::open()
{
    m_body->show();
    refresh();
    for (const QString &key : std::as_const(m_order)) {
        if (m_rows[key]->isEmpty()) {
            goTo(m_rows[key]);
            return;
        }
    }
    if (!m_order.isEmpty())
        goTo(m_rows[m_order.first()]);
}

void FormSection::goTo(FormRow *row)
{
    const QPointer<FormRow> wanted(row); // the field that is left may change which ones there are
    row->takeFocus();
    if (wanted)
        Q_EMIT wantsSight(wanted);
}

void FormSection::close()
{
    m_body->hide();
    refresh();
}

void FormSection::toggle()
{
    if (m_header->isHidden())
        return;
    if (isOpen() && isAncestorOf(window()->focusWidget())) {
        close();
        Q_EMIT finished();
    } else {
        open();
    }
}

void FormSection::goOn(const QString &fromKey)
{
    for (qsizetype i = m_order.indexOf(fromKey) + 1; i < m_order.size(); ++i) {
        const domain::FormField *field = nullptr;
        for (const domain::FormField &one : m_hand.decision().checklist.fields) {
            if (one.key == m_order[i])
                field = &one;
        }
        if (!field || field->type == "computed"_L1 || m_hand.typed().isIdentity(*field))
            continue;
        goTo(m_rows[m_order[i]]);
        return;
    }
    close();
    Q_EMIT finished();
}

} // namespace forms
