// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/reasonpicker.h"
#include "forms/intake/choicebox.h"
#include "forms/shared/theme.h"
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace forms {

ReasonPicker::ReasonPicker(const QString &name, const QStringList &reasons, QWidget *parent)
    : QFrame(parent), m_title(new QLabel(this)), m_reasons(new ChoiceBox(this)), m_words(new QLineEdit(this))
{
    setProperty("role", QStringLiteral("panel"));
    setObjectName(name);
    m_title->setWordWrap(true);
    m_title->setProperty("role", QStringLiteral("strong"));
    QList<ChoiceBox::Option> options;
    for (const QString &reason : reasons)
        options << ChoiceBox::Option{reason, reason};
    m_reasons->setOptions(options, false);
    m_reasons->setObjectName(QString(name + QStringLiteral(".reasons")));
    m_reasons->setAccessibleName(tr("Common reasons"));
    m_words->setObjectName(QString(name + QStringLiteral(".words")));
    m_words->setAccessibleName(tr("Reason in words"));
    m_words->setPlaceholderText(reasons.isEmpty() ? tr("In words, then Enter") : tr("Or in words, then Enter (Tab)"));
    m_reasons->setVisible(!reasons.isEmpty());
    m_words->setMaxLength(200);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::gap, Theme::gap, Theme::gap, Theme::gap);
    layout->setSpacing(Theme::gap / 2);
    layout->addWidget(m_title);
    layout->addWidget(m_reasons);
    layout->addWidget(m_words);

    connect(m_reasons, &ChoiceBox::chosen, this, [this](const QJsonValue &value) { finish(value.toString()); });
    connect(m_words, &QLineEdit::returnPressed, this, [this] { finish(m_words->text().trimmed()); });
    hide();
}

void ReasonPicker::ask(const QString &title, const QString &words)
{
    m_title->setText(title);
    m_words->setText(words);
    m_reasons->setValue(words);
    show();
    (m_reasons->options().isEmpty() ? static_cast<QWidget *>(m_words) : m_reasons)->setFocus(Qt::OtherFocusReason);
}

void ReasonPicker::finish(const QString &reason)
{
    hide();
    Q_EMIT picked(reason);
}

void ReasonPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QFrame::keyPressEvent(event);
        return;
    }
    hide();
    Q_EMIT cancelled();
}

} // namespace forms
