// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "forms/attachments/attachmentopener.h"
#include "forms/attachments/filetaker.h"
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace forms {

class ReasonPicker;

/// 附件 of one case: what was scanned to each material, how it stands, with keys to add, open and take away. Files can be
/// dropped on it.
class AttachmentPanel : public QWidget
{
    Q_OBJECT
public:
    explicit AttachmentPanel(Desk &desk, QWidget *parent = nullptr);

    void showCase(const domain::CaseFile &file);
    /// The keyboard goes to the list, or to the button that fills it.
    void focusFirst();
    FileTaker &taker() { return *m_taker; }
    AttachmentOpener &opener() { return *m_opener; }

protected:
    bool event(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void fill();
    void showStanding(const QString &sha256);
    void showRow(int row);
    void drawNextThumbnail();
    void attach(const QString &key, const QList<domain::Attachment> &files);
    void remove(const QString &reason);
    void askRemoval();
    void openCurrent();
    void refreshButtons();
    bool mayChange() const;
    QString chosenKey() const;

    Desk &m_desk;
    domain::CaseFile m_file;
    QList<domain::Attachment> m_rows; ///< in the order of the materials
    FileTaker *m_taker;
    AttachmentOpener *m_opener;
    QComboBox *m_material;
    QTableWidget *m_table;
    QLabel *m_empty, *m_progress;
    QPushButton *m_add, *m_open, *m_remove;
    ReasonPicker *m_reason;
    QString m_takenTo;                ///< the case files are being taken in for
    QTimer m_drawing;
    QHash<QString, QPixmap> m_thumbnails;
};

} // namespace forms
