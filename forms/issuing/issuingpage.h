// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "forms/shared/page.h"
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QStandardItemModel;

namespace forms {

class CardReading;
class Chip;
class NumberField;
class Desk;
class FactTable;
class ListTable;
class PaperFlow;
class SignaturePad;

/// The page 出件: results that wait for their owner. Found by the code on the receipt, a number or a name; handed out here against
/// an identity and a signature, with the 送达回证, or sent by mail. A decision not to grant is served the same way.
class IssuingPage : public Page
{
    Q_OBJECT
public:
    explicit IssuingPage(Desk &desk, QWidget *parent = nullptr);
    /// `argument`: a case id, or what is to be looked for.
    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Choice { Waiting, Overdue, Mailed, Done };
    enum class Way { Counter, Mail };

    void build();
    QWidget *head();
    QWidget *detail();
    QWidget *counterForm();
    QWidget *mailForm();
    QPushButton *button(const QString &text, const QString &name, const QString &icon, const char *role);
    QLineEdit *field(const QString &name, const QString &title);
    void read();
    QList<domain::CaseFile> casesOf(Choice choice) const;
    bool isOverdue(const domain::CaseFile &file) const;
    bool fitsSearch(const domain::CaseFile &file) const;
    void fill();
    void choose(Choice choice);
    void search();
    void chooseCase(const QString &id);
    const domain::CaseFile *chosen() const;
    void showRow(int row);
    void showFacts(const domain::CaseFile &file);
    void setWay(Way way);
    void setRelation(const QString &relation);
    void suggestRelation();
    void chooseSignature();
    bool takeSignature(QJsonObject &body);
    void handOut();
    void sendByMail();
    void printWaybill();
    void clearForms();
    QString whereText(const domain::CaseFile &file) const;

    Desk &m_desk;
    QTimer m_refresh;
    PaperFlow *m_papers;
    CardReading *m_card;
    Choice m_choice = Choice::Waiting;
    Way m_way = Way::Counter;
    bool m_filling = false; ///< the list is being made anew: what is typed beside it stays
    bool m_relationByHand = false; ///< what the clerk chose is not guessed anew
    QString m_relation, m_shown; ///< case the forms are about
    QString m_signatureFile;
    QString m_looked; ///< what is looked for; empty: everything
    QList<domain::CaseFile> m_files;

    QWidget *m_content = nullptr, *m_full = nullptr;
    QList<Chip *> m_chips, m_relations, m_ways;
    QLineEdit *m_search = nullptr, *m_name = nullptr, *m_mandate = nullptr;
    QLineEdit *m_mailName = nullptr, *m_mailAddress = nullptr;
    NumberField *m_number = nullptr, *m_mailPhone = nullptr;
    ListTable *m_table = nullptr;
    QStandardItemModel *m_model = nullptr;
    QLabel *m_empty = nullptr, *m_title = nullptr, *m_subtitle = nullptr, *m_state = nullptr, *m_signatureName = nullptr;
    FactTable *m_facts = nullptr;
    QStackedWidget *m_forms = nullptr;
    QWidget *m_wayRow = nullptr;
    SignaturePad *m_pad = nullptr;
    QPushButton *m_handOut = nullptr, *m_mail = nullptr, *m_waybill = nullptr;
};

} // namespace forms
