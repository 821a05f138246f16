// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/settings/settingspage.h"
#include "forms/shared/preferences.h"
#include "forms/shared/theme.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace forms {
namespace {

constexpr int columnWidthMax = 760;
constexpr int labelWidthMin = 152;
constexpr int previewColumns = 2;
constexpr double fontSizes[] = {10.5, 12, 13, 14, 15, 16, 17, 18, 19, 20};

QLabel *label(const QString &role)
{
    auto *label = new QLabel;
    label->setProperty("role", role);
    return label;
}

QFrame *card(QLabel *head, QGridLayout *&grid)
{
    auto *frame = new QFrame;
    frame->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(Theme::gap * 2, Theme::cardGap, Theme::gap * 2, Theme::gap * 2);
    column->setSpacing(Theme::gap);
    column->addWidget(head);
    grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::gap * 2);
    grid->setVerticalSpacing(Theme::gap);
    grid->setColumnMinimumWidth(0, labelWidthMin);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    return frame;
}

QComboBox *choice(const QString &objectName, QLabel *buddy)
{
    auto *box = new QComboBox;
    box->setObjectName(objectName);
    box->setMinimumWidth(240);
    box->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    buddy->setBuddy(box);
    return box;
}

} // namespace

SettingsPage::SettingsPage(Preferences &preferences, SettingsFacts facts, QWidget *parent)
    : Page(parent), m_preferences(preferences), m_facts(std::move(facts)), m_title(label(u"title"_s)), m_problem(label(u"banner"_s))
{
    setObjectName(u"settingsPage"_s);
    m_problem->setObjectName(u"settingsProblem"_s);
    m_problem->setProperty("tone", u"bad"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *content = new QWidget;
    content->setObjectName(u"page"_s);
    const auto fitColumn = [content] { content->setMaximumWidth(int(columnWidthMax * Theme::fontPt() / Theme::fontPtDefault)); };
    connect(&Theme::instance(), &Theme::changed, content, fitColumn);
    fitColumn();
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::gap * 2, Theme::cardGap, Theme::gap * 2, Theme::gap * 2);
    column->setSpacing(Theme::cardGap);
    column->addWidget(m_title);
    column->addWidget(m_problem);
    column->addWidget(lookCard());
    column->addWidget(printingCard());
    column->addWidget(aboutCard());
    column->addStretch();

    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"settingsScroll"_s);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    retranslate();
    connect(&m_preferences, &Preferences::notSaved, m_problem, &QLabel::show);
}

QWidget *SettingsPage::lookCard()
{
    QGridLayout *grid = nullptr;
    QFrame *frame = card(m_lookHead = label(u"heading"_s), grid);
    m_language = choice(u"language"_s, m_languageLabel = label(u"muted"_s));
    m_theme = choice(u"theme"_s, m_themeLabel = label(u"muted"_s));
    m_font = choice(u"fontSize"_s, m_fontLabel = label(u"muted"_s));
    m_sample = label(u""_s);
    m_sample->setWordWrap(true);
    grid->addWidget(m_languageLabel, 0, 0);
    grid->addWidget(m_language, 0, 1, Qt::AlignLeft);
    grid->addWidget(m_themeLabel, 1, 0);
    grid->addWidget(m_theme, 1, 1, Qt::AlignLeft);
    grid->addWidget(m_fontLabel, 2, 0);
    grid->addWidget(m_font, 2, 1, Qt::AlignLeft);
    grid->addWidget(m_sample, 3, 1);
    // `activated` is the person's choice only; filling the boxes again does not count as one.
    connect(m_language, &QComboBox::activated, this,
            [this] { m_preferences.setLanguage(m_language->currentData().toString()); });
    connect(m_theme, &QComboBox::activated, this,
            [this] { m_preferences.setThemeMode(Theme::modeOf(m_theme->currentData().toString())); });
    connect(m_font, &QComboBox::activated, this, [this] { m_preferences.setFontPt(m_font->currentData().toDouble()); });
    return frame;
}

QWidget *SettingsPage::printingCard()
{
    QGridLayout *grid = nullptr;
    QFrame *frame = card(m_printingHead = label(u"heading"_s), grid);
    m_printer = choice(u"printer"_s, m_printerLabel = label(u"muted"_s));
    grid->addWidget(m_printerLabel, 0, 0);
    grid->addWidget(m_printer, 0, 1, Qt::AlignLeft);
    m_previewLabel = label(u"muted"_s);
    grid->addWidget(m_previewLabel, 1, 0, Qt::AlignTop);
    auto *previews = new QGridLayout;
    previews->setSpacing(Theme::gap / 2);
    const QList<SettingsFacts::Paper> papers = m_facts.papers ? m_facts.papers() : QList<SettingsFacts::Paper>();
    for (qsizetype i = 0; i < papers.size(); ++i) {
        auto *box = new QCheckBox;
        box->setObjectName(u"preview-"_s + papers[i].kind);
        box->setProperty("paperKind", papers[i].kind);
        connect(box, &QCheckBox::clicked, this,
                [this, kind = papers[i].kind](bool on) { m_preferences.setPreviewsPaper(kind, on); });
        previews->addWidget(box, int(i) / previewColumns, int(i) % previewColumns);
        m_previews.append(box);
    }
    grid->addLayout(previews, 1, 1);
    connect(m_printer, &QComboBox::activated, this,
            [this] { m_preferences.setPrinter(m_printer->currentData().toString()); });
    return frame;
}

QWidget *SettingsPage::aboutCard()
{
    QGridLayout *grid = nullptr;
    QFrame *frame = card(m_aboutHead = label(u"heading"_s), grid);
    m_versionLabel = label(u"muted"_s);
    m_version = label(u""_s);
    m_version->setObjectName(u"version"_s);
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_folderLabel = label(u"muted"_s);
    m_folder = new QLineEdit(m_facts.dataFolder);
    m_folder->setObjectName(u"dataFolder"_s);
    m_folder->setReadOnly(true);
    m_folderLabel->setBuddy(m_folder);
    m_openFolder = new QPushButton;
    m_openFolder->setObjectName(u"openDataFolder"_s);
    connect(m_openFolder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_facts.dataFolder)); });
    grid->addWidget(m_versionLabel, 0, 0);
    grid->addWidget(m_version, 0, 1, 1, 2);
    grid->addWidget(m_folderLabel, 1, 0);
    grid->addWidget(m_folder, 1, 1);
    grid->addWidget(m_openFolder, 1, 2);
    return frame;
}

void SettingsPage::activate(const QString &argument)
{
    Q_UNUSED(argument)
    fill();
    m_language->setFocus();
}

void SettingsPage::fill()
{
    m_language->setCurrentIndex(qMax(0, m_language->findData(m_preferences.language())));
    m_theme->setCurrentIndex(qMax(0, m_theme->findData(Theme::codeOf(m_preferences.themeMode()))));
    m_font->setCurrentIndex(qMax(0, m_font->findData(m_preferences.fontPt())));
    for (QCheckBox *box : std::as_const(m_previews))
        box->setChecked(m_preferences.previewsPaper(box->property("paperKind").toString()));
    fillPrinters();
}

void SettingsPage::fillPrinters()
{
    const QString chosen = m_preferences.printer();
    QStringList names = m_facts.printers ? m_facts.printers() : QStringList();
    m_printer->clear();
    m_printer->addItem(tr("The system's printer"), QString());
    for (const QString &name : std::as_const(names))
        m_printer->addItem(name, name);
    if (!chosen.isEmpty() && !names.contains(chosen))
        m_printer->addItem(tr("%1 (not connected)").arg(chosen), chosen);
    m_printer->setCurrentIndex(qMax(0, m_printer->findData(chosen)));
}

void SettingsPage::retranslate()
{
    m_title->setText(tr("Settings"));
    m_problem->setText(tr("The settings could not be saved. They hold until the program ends; check the free space of the disk."));
    m_lookHead->setText(tr("Language and look"));
    m_languageLabel->setText(tr("Language"));
    m_themeLabel->setText(tr("Colours"));
    m_fontLabel->setText(tr("Text size"));
    m_sample->setText(tr("At 09:12 case 610116-2026-0481206 was accepted for Zhang San."));
    m_printingHead->setText(tr("Printing"));
    m_printerLabel->setText(tr("Printer"));
    m_previewLabel->setText(tr("Show before printing"));
    m_aboutHead->setText(tr("About this program"));
    m_versionLabel->setText(tr("Version"));
    m_version->setText(tr("OneWindow %1").arg(m_facts.version));
    m_version->setAccessibleName(m_version->text());
    m_folderLabel->setText(tr("Data folder"));
    m_openFolder->setText(tr("Open"));
    m_openFolder->setAccessibleName(tr("Open the data folder"));
    m_language->setAccessibleName(tr("Language"));
    m_theme->setAccessibleName(tr("Colours"));
    m_font->setAccessibleName(tr("Text size"));
    m_printer->setAccessibleName(tr("Printer"));
    m_folder->setAccessibleName(tr("Data folder"));
    const QList<SettingsFacts::Paper> papers = m_facts.papers ? m_facts.papers() : QList<SettingsFacts::Paper>();
    for (qsizetype i = 0; i < qMin(papers.size(), m_previews.size()); ++i) {
        m_previews[i]->setText(papers[i].title);
        m_previews[i]->setAccessibleName(tr("Show before printing: %1").arg(papers[i].title));
    }
    setAccessibleName(tr("Settings"));
    setWhatsThis(tr("Choose language, colours and text size for yourself, the printer for this terminal, and which papers you "
                    "want to see before they are printed. Every choice holds at once."));

    m_language->clear();
    m_language->addItem(u"简体中文"_s, u"zh_CN"_s);
    m_language->addItem(u"English"_s, u"en"_s);
    m_theme->clear();
    m_theme->addItem(tr("Like the desktop"), Theme::codeOf(Theme::Mode::Auto));
    m_theme->addItem(tr("Light"), Theme::codeOf(Theme::Mode::Light));
    m_theme->addItem(tr("Dark"), Theme::codeOf(Theme::Mode::Dark));
    m_theme->addItem(tr("High contrast"), Theme::codeOf(Theme::Mode::HighContrast));
    m_font->clear();
    for (const double size : fontSizes)
        m_font->addItem(size == Theme::fontPtDefault ? tr("Standard (%1 pt)").arg(size) : tr("%1 pt").arg(size), size);
    fill();
}

void SettingsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace forms
