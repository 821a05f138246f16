// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include <QStringList>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace forms {

class Preferences;

/// What the settings page shows but cannot know by itself.
struct SettingsFacts
{
    /// A kind of paper and its title in the language of the page: {"receipt", "收件凭证"}.
    struct Paper
    {
        QString kind, title;
    };
    std::function<QList<Paper>()> papers;
    std::function<QStringList()> printers; ///< names of the printers of this terminal, asked each time the page is opened
    QString version;                       ///< "0.1.0"
    QString dataFolder;                    ///< where the local store lies
};

/// Language, look, printing: every choice holds at once, for the person signed in (the printer: for the terminal).
class SettingsPage : public Page
{
    Q_OBJECT
public:
    SettingsPage(Preferences &preferences, SettingsFacts facts, QWidget *parent = nullptr);

    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *lookCard();
    QWidget *printingCard();
    QWidget *aboutCard();
    void fill();
    void fillPrinters();
    void retranslate();

    Preferences &m_preferences;
    SettingsFacts m_facts;
    QLabel *m_title, *m_problem, *m_lookHead, *m_languageLabel, *m_themeLabel, *m_fontLabel, *m_sample, *m_printingHead,
        *m_printerLabel, *m_previewLabel, *m_aboutHead, *m_versionLabel, *m_version, *m_folderLabel;
    QComboBox *m_language, *m_theme, *m_font, *m_printer;
    QLineEdit *m_folder;
    QPushButton *m_openFolder;
    QList<QCheckBox *> m_previews;
};

} // namespace forms
