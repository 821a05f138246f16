// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "forms/attachments/filetaker.h"
#include <QFrame>

namespace office {
class Archive;
}

namespace forms {

class CaseInHand;
class ElidedLabel;
struct IntakeCase;

/// The scans of the material the keyboard is at: their names below the list, and the taking in of new ones. They are attached
/// when the case is decided upon.
class MaterialFiles : public QFrame
{
    Q_OBJECT
public:
    explicit MaterialFiles(CaseInHand &hand, QWidget *parent = nullptr);

    void showMaterial(const QString &key);
    /// Asks for files of this material.
    void choose(const QString &key);
    void take(const QString &key, const QStringList &paths);
    /// Takes the one added last away again; what the case has already is removed on its own page, with a reason.
    void removeLast(const QString &key);
    FileTaker &taker() { return *m_taker; }

private:
    void refresh();
    void taken(const QString &key, const QList<domain::Attachment> &files);

    CaseInHand &m_hand;
    FileTaker *m_taker;
    ElidedLabel *m_names;
    QString m_key;
    QString m_caseId; ///< the case files are being taken in for
    QString m_progress;
};

/// Scans of acts that came back together with the case: they are attached again when it is done again.
QList<domain::Attachment> returnedFiles(const office::Archive &archive, const QString &caseId);
/// Attaches what was added while the case was typed; said when it can't be.
void attachFiles(Desk &desk, const domain::CaseFile &file, const IntakeCase &typed);

} // namespace forms
