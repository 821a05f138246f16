// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/theme.h"
#include <QObject>
#include <QSettings>
#include <QVariant>

class QHeaderView;

namespace forms {

/// What a clerk likes and what a terminal is set to, in one INI file. A personal preference belongs to the staff number
/// signed in and falls back to what the terminal has: a clerk who needs large text finds it at
/// every counter visit, whoever sat there before. Nothing about applicants or cases is ever kept here.
class Preferences : public QObject
{
    Q_OBJECT
public:
    /// Reads `filePath` (made with its folder on the first change).
    explicit Preferences(const QString &filePath, QObject *parent = nullptr);

    /// The preferences that are a child of the desk; nullptr if it has none (a form alone in a test).
    static Preferences *of(const QObject &desk);

    /// Whose personal preferences are meant from now on; empty: nobody, the terminal's own.
    void setStaff(const QString &staffId);

    /// A personal preference, else the terminal's, else `fallback`. Keys are paths: "columns/cases".
    QVariant personal(const QString &key, const QVariant &fallback = {}) const;
    void setPersonal(const QString &key, const QVariant &value);
    /// A preference of the terminal, the same for everybody: window geometry, printer.
    QVariant ofTerminal(const QString &key, const QVariant &fallback = {}) const;
    void setOfTerminal(const QString &key, const QVariant &value);

    /// "zh_CN" (default) or "en".
    QString language() const;
    void setLanguage(const QString &code);
    Theme::Mode themeMode() const;
    void setThemeMode(Theme::Mode mode);
    /// Size of plain text in points, Theme::fontPtMin…fontPtMax.
    double fontPt() const;
    void setFontPt(double points);
    /// Whether papers of this kind ("receipt", "acceptance", …) are shown before they are printed; yes unless switched off.
    bool previewsPaper(const QString &paperKind) const;
    void setPreviewsPaper(const QString &paperKind, bool previews);
    /// Name of the printer papers go to; empty: the system's default printer.
    QString printer() const;
    void setPrinter(const QString &name);

    /// Gives a table its columns back (order, widths, sorting) and keeps every later change, per person.
    void rememberColumns(QHeaderView *header, const QString &tableId);

Q_SIGNALS:
    /// A preference has a new value; `key` is empty when all may have (another person, Preferences::setStaff).
    void changed(const QString &key);
    /// The file cannot be written (full disk, no right): the value holds until the program ends.
    void notSaved();

private:
    void write(const QString &path, const QString &key, const QVariant &value);
    QString personalPath(const QString &key) const;

    QSettings m_settings;
    QString m_staffId;
};

} // namespace forms
