// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include "domain/papers/paper.h"
#include "forms/guide/publishedlists.h"
#include "forms/shared/exportbar.h"
#include "forms/shared/page.h"
#include "office/search/itemfinder.h"
#include <memory>

class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QPushButton;
class QTextBrowser;

namespace forms {

class Desk;

/// The page 指南: what the hall has to tell everybody who asks. Every item in force, found by initials, with its conditions,
/// legal basis, materials, limits, fee, course and results; printed or saved, with a QR code to the published guide; and
/// the lists of tolerance and commitment as the catalogue has them.
class GuidePage : public Page
{
    Q_OBJECT
public:
    explicit GuidePage(Desk &desk, QWidget *parent = nullptr);

    /// `argument` may be an item id ("food-license") or what to look for.
    void activate(const QString &argument) override;
    void setSaveChooser(SaveChooser chooser) { m_chooseSave = std::move(chooser); }

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *side();
    QWidget *guide();
    QMenu *listsMenu();
    void readRules();
    void find();
    void showItem(int row);
    const domain::Item *chosen() const;
    QString qrText(const domain::Item &item) const;
    domain::Paper paper(const domain::Item &item) const;
    void print();
    void savePdf();
    void startIntake();
    void exportList(PublishedList::Kind kind, bool csv);
    void write(const QString &path, const QByteArray &bytes);

    Desk &m_desk;
    SaveChooser m_chooseSave = desktopSaveChooser();
    QList<domain::Item> m_items;
    std::unique_ptr<office::ItemFinder> m_finder;
    QString m_chosenId;
    bool m_printing = false;

    QWidget *m_content = nullptr;
    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_count = nullptr, *m_title = nullptr, *m_subtitle = nullptr, *m_qr = nullptr;
    QTextBrowser *m_text = nullptr;
    QPushButton *m_print = nullptr, *m_save = nullptr, *m_intake = nullptr, *m_lists = nullptr;
    ExportBar *m_exportBar = nullptr;
};

} // namespace forms
