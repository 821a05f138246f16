// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/valueeditor.h"
#include "forms/intake/choicebox.h"
#include "forms/intake/numberfield.h"
#include "forms/intake/tableeditor.h"
#include "forms/shared/theme.h"
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>

namespace forms {
using namespace Qt::StringLiterals;
using domain::FormField;

namespace {

QHBoxLayout *bareLayout(QWidget *owner)
{
    auto *layout = new QHBoxLayout(owner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap / 2);
    return layout;
}

QString shownText(const QJsonValue &value)
{
    if (value.isDouble())
        return QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    return value.toString();
}

/// One line: text, addresses, phones, numbers, dates.
class LineEditor : public ValueEditor
{
public:
    LineEditor(const FormField &field, QDate today, QLineEdit *line, QWidget *parent)
        : ValueEditor(parent), m_type(field.type), m_today(today), m_line(line)
    {
        bareLayout(this)->addWidget(m_line);
        setFocusProxy(m_line);
        m_line->setPlaceholderText(placeholder());
        m_line->setMaxLength(field.constraints[u"maxLength"_s].toInt(200) + 20); // a little longer, so that too long is said
        connect(m_line, &QLineEdit::textEdited, this, &ValueEditor::edited);
        connect(m_line, &QLineEdit::editingFinished, this, &ValueEditor::left);
        connect(m_line, &QLineEdit::returnPressed, this, &ValueEditor::entered);
    }
    QJsonValue value() const override
    {
        const QString text = typed().trimmed();
        if (text.isEmpty())
            return text;
        if (m_type == "number"_L1 || m_type == "money"_L1) {
            bool ok = false;
            const double number = QString(text).remove(u',').remove(u'，').toDouble(&ok);
            return ok ? QJsonValue(number) : QJsonValue(text);
        }
        if (m_type == "date"_L1) {
            const QDate date = dateFromTyped(text, m_today);
            return date.isValid() ? date.toString(Qt::ISODate) : text;
        }
        if (m_type == "month"_L1) {
            const QString month = monthFromTyped(text);
            return month.isEmpty() ? text : month;
        }
        if (m_type == "datetime"_L1) {
            const QString time = dateTimeFromTyped(text, m_today);
            return time.isEmpty() ? text : time;
        }
        return text;
    }
    void setValue(const QJsonValue &value) override
    {
        const QString text = m_type == "datetime"_L1 ? shownText(value).replace(u'T', u' ') : shownText(value);
        if (auto *number = qobject_cast<NumberField *>(m_line))
            number->setNumber(text);
        else
            m_line->setText(text);
    }
    void setReadOnly(bool readOnly) override { m_line->setReadOnly(readOnly); }
    void setWrong(bool wrong) override
    {
        setProblem(m_line, wrong);
        if (auto *number = qobject_cast<NumberField *>(m_line))
            number->setMasks(!wrong);
    }

private:
    QString typed() const
    {
        const auto *number = qobject_cast<const NumberField *>(m_line);
        return number ? number->number() : m_line->text();
    }
    QString placeholder() const
    {
        if (m_type == "date"_L1)
            return ValueEditor::tr("year-month-day");
        if (m_type == "month"_L1)
            return ValueEditor::tr("year-month");
        return m_type == "datetime"_L1 ? ValueEditor::tr("year-month-day hour:minute") : QString();
    }

    QString m_type;
    QDate m_today;
    QLineEdit *m_line;
};

/// From … to ….
class RangeEditor : public ValueEditor
{
public:
    RangeEditor(const FormField &field, QDate today, QWidget *parent)
        : ValueEditor(parent), m_today(today), m_from(new QLineEdit(this)), m_to(new QLineEdit(this))
    {
        auto *layout = bareLayout(this);
        layout->addWidget(m_from, 1);
        layout->addWidget(new QLabel(QStringLiteral("–"), this));
        layout->addWidget(m_to, 1);
        m_from->setObjectName(QString(u"field."_s + field.key + u".from"_s));
        m_from->setAccessibleName(ValueEditor::tr("%1, from").arg(field.label));
        m_to->setObjectName(QString(u"field."_s + field.key + u".to"_s));
        m_to->setAccessibleName(ValueEditor::tr("%1, to").arg(field.label));
        setFocusProxy(m_from);
        for (QLineEdit *line : {m_from, m_to}) {
            line->setPlaceholderText(ValueEditor::tr("year-month-day"));
            connect(line, &QLineEdit::textEdited, this, &ValueEditor::edited);
            connect(line, &QLineEdit::editingFinished, this, &ValueEditor::left);
        }
        connect(m_from, &QLineEdit::returnPressed, m_to, [this] { m_to->setFocus(Qt::TabFocusReason); });
        connect(m_to, &QLineEdit::returnPressed, this, &ValueEditor::entered);
    }
    QJsonValue value() const override
    {
        const QString from = iso(m_from), to = iso(m_to);
        return from.isEmpty() && to.isEmpty() ? QString() : QString(from + u'/' + to);
    }
    void setValue(const QJsonValue &value) override
    {
        m_from->setText(value.toString().section(u'/', 0, 0));
        m_to->setText(value.toString().section(u'/', 1));
    }
    void setReadOnly(bool readOnly) override
    {
        m_from->setReadOnly(readOnly);
        m_to->setReadOnly(readOnly);
    }
    void setWrong(bool wrong) override
    {
        setProblem(m_from, wrong);
        setProblem(m_to, wrong);
    }

private:
    QString iso(const QLineEdit *line) const
    {
        const QString text = line->text().trimmed();
        const QDate date = dateFromTyped(text, m_today);
        return date.isValid() ? date.toString(Qt::ISODate) : text;
    }

    QDate m_today;
    QLineEdit *m_from, *m_to;
};

/// Several lines.
class LongTextEditor : public ValueEditor
{
public:
    LongTextEditor(const FormField &field, QWidget *parent) : ValueEditor(parent), m_text(new QPlainTextEdit(this))
    {
        bareLayout(this)->addWidget(m_text);
        m_text->setObjectName(QString(u"field."_s + field.key));
        m_text->setAccessibleName(field.label);
        m_text->setTabChangesFocus(true);
        m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 3 + 16);
        setFocusProxy(m_text);
        m_text->installEventFilter(this);
        connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
            if (m_text->hasFocus())
                Q_EMIT edited();
        });
    }
    QJsonValue value() const override { return m_text->toPlainText().trimmed(); }
    void setValue(const QJsonValue &value) override { m_text->setPlainText(value.toString()); }
    void setReadOnly(bool readOnly) override { m_text->setReadOnly(readOnly); }
    void setWrong(bool wrong) override { setProblem(m_text, wrong); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusOut)
            Q_EMIT left();
        return ValueEditor::eventFilter(watched, event);
    }

private:
    QPlainTextEdit *m_text;
};

/// One or several of the given options, or yes and no.
class OptionEditor : public ValueEditor
{
public:
    OptionEditor(const FormField &field, QWidget *parent) : ValueEditor(parent), m_several(field.type == "multiselect"_L1), m_box(new ChoiceBox(this))
    {
        bareLayout(this)->addWidget(m_box);
        QList<ChoiceBox::Option> options;
        if (field.type == "bool"_L1) {
            options = {{true, ValueEditor::tr("Yes")}, {false, ValueEditor::tr("No")}};
        } else {
            for (const QJsonValue &option : field.constraints[u"options"_s].toArray())
                options << ChoiceBox::Option{option, option.toString()};
        }
        m_box->setOptions(options, m_several);
        m_box->setObjectName(QString(u"field."_s + field.key));
        m_box->setAccessibleName(field.label);
        setFocusProxy(m_box);
        connect(m_box, &ChoiceBox::chosen, this, [this] {
            Q_EMIT edited();
            Q_EMIT left();
        });
        connect(m_box, &ChoiceBox::finished, this, &ValueEditor::entered);
    }
    QJsonValue value() const override { return m_box->value(); }
    void setValue(const QJsonValue &value) override { m_box->setValue(value); }
    void setReadOnly(bool readOnly) override { m_box->setReadOnly(readOnly); }
    void setWrong(bool) override {}

private:
    bool m_several;
    ChoiceBox *m_box;
};

/// Rows of a table.
class RowsEditor : public ValueEditor
{
public:
    RowsEditor(const FormField &field, QWidget *parent) : ValueEditor(parent), m_table(new TableEditor(columnsOf(field), this))
    {
        bareLayout(this)->addWidget(m_table);
        m_table->setObjectName(QString(u"field."_s + field.key));
        m_table->setAccessibleName(field.label);
        setFocusProxy(m_table);
        connect(m_table, &TableEditor::edited, this, [this] {
            Q_EMIT edited();
            Q_EMIT left();
        });
    }
    QJsonValue value() const override { return m_table->rows(); }
    void setValue(const QJsonValue &value) override { m_table->setRows(value.toArray()); }
    void setReadOnly(bool readOnly) override { m_table->setReadOnly(readOnly); }
    void setWrong(bool) override {}

private:
    static QStringList columnsOf(const FormField &field)
    {
        QStringList columns;
        for (const QJsonValue &column : field.constraints[u"columns"_s].toArray())
            columns << column.toString();
        return columns;
    }

    TableEditor *m_table;
};

} // namespace

ValueEditor *ValueEditor::make(const FormField &field, QDate today, QWidget *parent)
{
    if (field.type == "select"_L1 || field.type == "multiselect"_L1 || field.type == "bool"_L1)
        return new OptionEditor(field, parent);
    if (field.type == "table"_L1)
        return new RowsEditor(field, parent);
    if (field.type == "textarea"_L1)
        return new LongTextEditor(field, parent);
    if (field.type == "daterange"_L1)
        return new RangeEditor(field, today, parent);
    QLineEdit *line = field.type == "idno"_L1 || field.type == "mobile"_L1 ? new NumberField : new QLineEdit;
    line->setObjectName(QString(u"field."_s + field.key));
    line->setAccessibleName(field.label);
    return new LineEditor(field, today, line, parent);
}

namespace {

/// The groups of digits in a typed date; one group of 8 or 6 digits is cut up.
QStringList digitGroups(const QString &typed)
{
    static const QRegularExpression separator(u"[^0-9]+"_s);
    QStringList groups = typed.normalized(QString::NormalizationForm_KC).split(separator, Qt::SkipEmptyParts);
    if (!groups.isEmpty() && (groups[0].size() == 8 || groups[0].size() == 6)) {
        const QString run = groups.takeFirst();
        groups.prepend(run.mid(4, 2));
        groups.prepend(run.left(4));
        if (run.size() == 8)
            groups.insert(2, run.mid(6, 2));
    }
    return groups;
}

} // namespace

QDate dateFromTyped(const QString &typed, QDate today)
{
    const QStringList groups = digitGroups(typed);
    if (groups.size() == 3 && groups[0].size() == 4)
        return QDate(groups[0].toInt(), groups[1].toInt(), groups[2].toInt());
    return groups.size() == 2 && groups[0].size() <= 2 ? QDate(today.year(), groups[0].toInt(), groups[1].toInt()) : QDate();
}

QString monthFromTyped(const QString &typed)
{
    const QStringList groups = digitGroups(typed);
    const bool fits = groups.size() == 2 && groups[0].size() == 4;
    const QDate first = fits ? QDate(groups[0].toInt(), groups[1].toInt(), 1) : QDate();
    return first.isValid() ? first.toString(u"yyyy-MM"_s) : QString();
}

QString dateTimeFromTyped(const QString &typed, QDate today)
{
    QStringList groups = digitGroups(typed);
    if (groups.size() < 4)
        return {};
    const bool withYear = groups[0].size() == 4;
    const QDate date = dateFromTyped(groups.mid(0, withYear ? 3 : 2).join(u'-'), today);
    groups = groups.mid(withYear ? 3 : 2);
    const QTime time = groups.size() >= 2 ? QTime(groups[0].toInt(), groups[1].toInt()) : QTime();
    return date.isValid() && time.isValid() ? QString(date.toString(Qt::ISODate) + u'T' + time.toString(u"HH:mm"_s)) : QString();
}

} // namespace forms
