// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/refusalform.h"
#include "domain/decision/decision.h"
#include "forms/intake/choicebox.h"
#include "forms/shared/officewords.h"
#include "forms/shared/theme.h"
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace forms {
namespace {

const domain::RefusalReason *reasonOf(const QString &code)
{
    for (const domain::RefusalReason &reason : domain::refusalReasons()) {
        if (reason.code == code)
            return &reason;
    }
    return nullptr;
}

} // namespace

RefusalForm::RefusalForm(QWidget *parent)
    : QFrame(parent), m_reasons(new ChoiceBox(this)), m_basis(new QLabel(this)), m_competentLabel(new QLabel(tr("Competent authority"), this)),
      m_competent(new QLineEdit(this)), m_note(new QLineEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap / 2);
    auto *title = new QLabel(tr("Not accepted: the legal reason"), this);
    title->setProperty("role", QStringLiteral("heading"));
    title->setWordWrap(true);
    QList<ChoiceBox::Option> options;
    for (const domain::RefusalReason &reason : domain::refusalReasons())
        options << ChoiceBox::Option{reason.code, refusalReasonText(reason.code)};
    m_reasons->setOptions(options, false);
    m_reasons->setObjectName(QStringLiteral("refusal.reasons"));
    m_reasons->setAccessibleName(tr("Legal reason"));
    m_basis->setProperty("role", QStringLiteral("small"));
    m_basis->setWordWrap(true);
    m_competentLabel->setProperty("role", QStringLiteral("muted"));
    m_competent->setObjectName(QStringLiteral("refusal.competent"));
    m_competent->setAccessibleName(tr("Competent authority"));
    m_competent->setMaxLength(100);
    auto *noteLabel = new QLabel(tr("Note for the applicant"), this);
    noteLabel->setProperty("role", QStringLiteral("muted"));
    m_note->setObjectName(QStringLiteral("refusal.note"));
    m_note->setAccessibleName(tr("Note for the applicant"));
    m_note->setMaxLength(300);
    auto *back = new QLabel(tr("Esc: back, nothing is lost"), this);
    back->setProperty("role", QStringLiteral("small"));
    for (QWidget *part : std::initializer_list<QWidget *>{title, m_reasons, m_basis, m_competentLabel, m_competent, noteLabel, m_note, back})
        layout->addWidget(part);
    connect(m_reasons, &ChoiceBox::chosen, this, &RefusalForm::showCompetent);
    connect(m_reasons, &ChoiceBox::finished, this, [this] { (needsCompetent() ? m_competent : m_note)->setFocus(Qt::TabFocusReason); });
    connect(m_competent, &QLineEdit::returnPressed, this, [this] { m_note->setFocus(Qt::TabFocusReason); });
    hide();
}

void RefusalForm::ask(const QString &reason, const QString &note)
{
    m_reasons->setValue(reason.isEmpty() ? QJsonValue() : QJsonValue(reason));
    m_competent->clear();
    m_note->setText(note);
    showCompetent();
    show();
    (needsCompetent() ? static_cast<QWidget *>(m_competent) : m_reasons)->setFocus(Qt::TabFocusReason);
}

bool RefusalForm::needsCompetent() const
{
    const domain::RefusalReason *known = reasonOf(reason());
    return known && known->needsCompetent;
}

void RefusalForm::showCompetent()
{
    const domain::RefusalReason *known = reasonOf(reason());
    m_basis->setText(known ? known->basis : QString());
    m_basis->setVisible(known);
    m_competentLabel->setVisible(needsCompetent());
    m_competent->setVisible(needsCompetent());
}

QString RefusalForm::reason() const
{
    return m_reasons->value().toString();
}

QString RefusalForm::competent() const
{
    return needsCompetent() ? m_competent->text().trimmed() : QString();
}

QString RefusalForm::note() const
{
    return m_note->text().trimmed();
}

bool RefusalForm::isComplete(QString &lacking)
{
    if (reason().isEmpty()) {
        lacking = tr("Choose the legal reason first (digits).");
        m_reasons->setFocus(Qt::TabFocusReason);
        return false;
    }
    if (needsCompetent() && competent().isEmpty()) {
        lacking = tr("The law wants the competent authority named: type it.");
        m_competent->setFocus(Qt::TabFocusReason);
        return false;
    }
    return true;
}

void RefusalForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QFrame::keyPressEvent(event);
        return;
    }
    hide();
    Q_EMIT cancelled();
}

} // namespace forms
