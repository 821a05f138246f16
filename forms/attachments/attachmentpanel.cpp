// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/attachmentpanel.h"
#include "domain/casefile/transitions.h"
#include "domain/staff/staff.h"
#include "forms/attachments/attachmenttext.h"
#include "forms/intake/reasonpicker.h"
#include "forms/shared/actor.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/attachments.h"
#include <QBuffer>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QImageReader>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QTableWidget>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

constexpr int thumbnailPx = 40;
constexpr int rowPx = 48;
constexpr int hashRole = Qt::UserRole, toneRole = Qt::UserRole + 1;
enum Column { Name, Size, Standing, columnCount };

const char *toneOf(const QModelIndex &index)
{
    static const QList<const char *> tones{"ok", "warn", "bad"};
    for (const char *tone : tones) {
        if (index.data(toneRole).toByteArray() == tone)
            return tone;
    }
    return "info";
}

/// A pill of one line in the middle of a row of two.
class StandingDelegate : public PillDelegate
{
public:
    using PillDelegate::PillDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, Theme::colours().selected);
        QStyleOptionViewItem line = option;
        const int height = Theme::rowHeight();
        line.rect = QRect(option.rect.left(), option.rect.center().y() - height / 2, option.rect.width(), height);
        PillDelegate::paint(painter, line, index);
    }
};

} // namespace

AttachmentPanel::AttachmentPanel(Desk &desk, QWidget *parent)
    : QWidget(parent), m_desk(desk), m_taker(new FileTaker(desk, this)), m_opener(new AttachmentOpener(desk, this)), m_material(new QComboBox),
      m_table(new QTableWidget(0, columnCount)), m_empty(new QLabel), m_progress(new QLabel), m_add(new QPushButton(tr("Add files (Ins)"))),
      m_open(new QPushButton(tr("Open"))), m_remove(new QPushButton(tr("Remove (Del)"))),
      m_reason(new ReasonPicker(u"attachmentReason"_s, {tr("Wrong file"), tr("Illegible, scanned again"), tr("Belongs to another case"), tr("Withdrawn by the applicant")}, this))
{
    setObjectName(u"attachmentPanel"_s);
    setAcceptDrops(true);
    build();
    m_drawing.setInterval(0);
    connect(&m_drawing, &QTimer::timeout, this, &AttachmentPanel::drawNextThumbnail);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_takenTo = m_file.id;
        m_taker->choose(this, chosenKey());
    });
    connect(m_open, &QPushButton::clicked, this, &AttachmentPanel::openCurrent);
    connect(m_table, &QTableWidget::activated, this, &AttachmentPanel::openCurrent);
    connect(m_remove, &QPushButton::clicked, this, &AttachmentPanel::askRemoval);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] {
        refreshButtons();
        if (const int row = m_table->currentRow(); row >= 0 && row < m_rows.size())
            m_material->setCurrentIndex(m_material->findData(m_rows[row].key));
    });
    const auto addKey = [this](Qt::Key key, const QString &act, QPushButton *button) {
        connect(addShortcut(this, key, act), &QShortcut::activated, button, &QPushButton::click);
    };
    addKey(Qt::Key_Insert, tr("Add files to the material"), m_add);
    addKey(Qt::Key_Delete, tr("Remove the attachment"), m_remove);
    describeKeys(m_table, {{tr("Enter"), tr("Open the attachment")}});
    connect(m_reason, &ReasonPicker::picked, this, &AttachmentPanel::remove);
    connect(m_reason, &ReasonPicker::cancelled, m_table, [this] { m_table->setFocus(); });
    connect(m_taker, &FileTaker::taken, this, &AttachmentPanel::attach);
    connect(m_taker, &FileTaker::progressed, this, [this](int done, int total) {
        m_progress->setText(total > 0 ? tr("Taking in %1 of %2").arg(std::min(done + 1, total)).arg(total) : QString());
        m_progress->setVisible(total > 0);
    });
    if (desk.attachments())
        connect(desk.attachments(), &office::Attachments::changed, this, &AttachmentPanel::showStanding);
}

void AttachmentPanel::build()
{
    m_material->setObjectName(u"attachmentMaterial"_s);
    m_material->setAccessibleName(tr("Material the files belong to"));
    m_material->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_material->setMinimumContentsLength(8);
    m_table->setObjectName(u"attachmentTable"_s);
    m_table->setAccessibleName(tr("Attachments"));
    m_table->setHorizontalHeaderLabels({tr("File"), tr("Size"), tr("State")});
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(Size, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(Standing, QHeaderView::ResizeToContents);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(rowPx);
    m_table->setIconSize(QSize(thumbnailPx, thumbnailPx));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false); // one line the file, one the material
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setItemDelegateForColumn(Standing, new StandingDelegate(toneOf, m_table));
    m_empty->setText(tr("No attachments yet. Choose the material, press Ins, or drop files here."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_progress->setProperty("role", u"muted"_s);
    m_progress->setObjectName(u"attachmentProgress"_s);
    m_progress->hide();
    m_add->setObjectName(u"attachmentAdd"_s);
    m_add->setAccessibleName(tr("Add files to the material"));
    m_add->setIcon(icon(u"attach"));
    m_open->setObjectName(u"attachmentOpen"_s);
    m_open->setAccessibleName(tr("Open the attachment"));
    m_remove->setObjectName(u"attachmentRemove"_s);
    m_remove->setAccessibleName(tr("Remove the attachment"));
    m_remove->setIcon(icon(u"delete"));

    auto *top = new QHBoxLayout;
    top->setSpacing(Theme::gap);
    top->addWidget(m_material, 1);
    top->addWidget(m_add);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(Theme::gap);
    foot->addWidget(m_progress, 1);
    foot->addStretch(1);
    foot->addWidget(m_remove);
    foot->addWidget(m_open);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, Theme::gap, 0, 0);
    column->setSpacing(Theme::gap);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_reason);
    column->addLayout(foot);
}

void AttachmentPanel::showCase(const domain::CaseFile &file)
{
    const bool another = file.id != m_file.id;
    m_file = file;
    m_opener->setMatter(file.id, file.itemName);
    if (another) {
        m_reason->hide();
        m_thumbnails.clear();
    }
    const QVariant chosen = another ? QVariant() : m_material->currentData();
    m_material->clear();
    m_rows.clear();
    QStringList unknown;
    for (const domain::CaseMaterial &material : file.materials) {
        m_material->addItem(material.name, material.key);
        for (const domain::Attachment &attachment : file.attachments) {
            if (attachment.key == material.key)
                m_rows << attachment;
        }
    }
    for (const domain::Attachment &attachment : file.attachments) {
        if (!file.material(attachment.key)) // of a material the case no longer asks for
            m_rows << attachment;
        if (m_desk.attachments() && !m_desk.attachments()->standing(attachment.sha256).isHere)
            unknown << attachment.sha256;
    }
    if (chosen.isValid())
        m_material->setCurrentIndex(std::max(0, m_material->findData(chosen)));
    if (another && !unknown.isEmpty())
        m_desk.attachments()->look(unknown);
    fill();
}

void AttachmentPanel::focusFirst()
{
    (m_rows.isEmpty() ? static_cast<QWidget *>(m_add) : m_table)->setFocus(Qt::OtherFocusReason);
}

// Esc leaves the question of the reason before it means anything to the page.
bool AttachmentPanel::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && m_reason->isVisible() && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void AttachmentPanel::fill()
{
    const int chosen = m_table->currentRow();
    m_table->setRowCount(int(m_rows.size()));
    for (int row = 0; row < m_rows.size(); ++row)
        showRow(row);
    m_table->setVisible(!m_rows.isEmpty());
    m_empty->setVisible(m_rows.isEmpty());
    if (!m_rows.isEmpty())
        m_table->selectRow(std::clamp<int>(chosen, 0, int(m_rows.size()) - 1));
    refreshButtons();
    m_drawing.start();
}

void AttachmentPanel::showRow(int row)
{
    const domain::Attachment &file = m_rows[row];
    const domain::CaseMaterial *material = m_file.material(file.key);
    const QString belongs = material ? material->name : file.key;
    const auto standing = m_desk.attachments() ? m_desk.attachments()->standing(file.sha256) : office::AttachmentStanding();
    const QString words = standingText(standing);
    const auto cell = [&](Column column, const QString &text) {
        auto *item = m_table->item(row, column);
        if (!item) {
            item = new QTableWidgetItem;
            m_table->setItem(row, column, item);
        }
        item->setText(text);
        item->setData(hashRole, file.sha256);
        return item;
    };
    auto *name = cell(Name, QString(file.name + u'\n' + belongs));
    name->setToolTip(QString(file.name + u" · "_s + belongs));
    name->setData(Qt::AccessibleTextRole, QString(file.name + u", "_s + belongs + u", "_s + words));
    QIcon drawn = icon(u"attach", Ink::Muted);
    if (const auto thumbnail = m_thumbnails.constFind(file.sha256); thumbnail != m_thumbnails.cend() && !thumbnail->isNull()) {
        drawn = QIcon(*thumbnail);
        drawn.addPixmap(*thumbnail, QIcon::Selected); // in its own colours also on the chosen row
    }
    name->setIcon(drawn);
    cell(Size, sizeText(file.size));
    cell(Standing, words)->setData(toneRole, QByteArray(standingTone(standing)));
}

void AttachmentPanel::showStanding(const QString &sha256)
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].sha256 != sha256)
            continue;
        showRow(row);
        if (m_thumbnails.value(sha256).isNull())
            m_thumbnails.remove(sha256);
        m_drawing.start();
    }
    refreshButtons();
}

/// One picture in each turn of the event loop, only of what is here.
void AttachmentPanel::drawNextThumbnail()
{
    for (int row = 0; isVisible() && row < m_rows.size(); ++row) {
        const domain::Attachment &file = m_rows[row];
        if (m_thumbnails.contains(file.sha256))
            continue;
        QPixmap &drawn = m_thumbnails[file.sha256];
        if (!m_desk.attachments() || !file.media.startsWith("image/"_L1) || !m_desk.attachments()->standing(file.sha256).isHere)
            continue;
        QByteArray bytes = m_desk.attachments()->piece(file.sha256, 0, file.size);
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer, file.media.section(u'/', 1).toLatin1());
        reader.setAutoTransform(true);
        const QSize room = QSize(thumbnailPx, thumbnailPx) * devicePixelRatio();
        reader.setScaledSize(reader.size().isValid() ? reader.size().scaled(room, Qt::KeepAspectRatio) : room);
        const QImage picture = reader.read();
        if (picture.isNull())
            continue;
        drawn = QPixmap(room); // a square, so that the names stand in one line
        drawn.fill(Qt::transparent);
        QPainter(&drawn).drawImage((room.width() - picture.width()) / 2, (room.height() - picture.height()) / 2, picture);
        drawn.setDevicePixelRatio(devicePixelRatio());
        showRow(row);
        return;
    }
    m_drawing.stop();
}

bool AttachmentPanel::mayChange() const
{
    return m_desk.attachments() && domain::mayFollow(m_file.state, u"material.attach") && domain::mayDo(actorOf(m_desk).roles, u"material.attach");
}

void AttachmentPanel::refreshButtons()
{
    const bool chosen = m_table->currentRow() >= 0 && m_table->currentRow() < m_rows.size();
    m_add->setEnabled(mayChange() && m_material->count() > 0);
    m_material->setEnabled(m_add->isEnabled());
    m_open->setEnabled(chosen);
    m_remove->setEnabled(chosen && mayChange());
}

QString AttachmentPanel::chosenKey() const
{
    return m_material->currentData().toString();
}

void AttachmentPanel::attach(const QString &key, const QList<domain::Attachment> &files)
{
    const auto done = m_desk.attachments()->attach(m_takenTo, key, files, actorOf(m_desk));
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    m_desk.say(Tone::Done, tr("%n file(s) added; sent in the background.", nullptr, int(files.size())));
    if (m_takenTo != m_file.id)
        return;
    if (const auto file = domain::CaseFile::fromJson(done->document().body))
        showCase(*file);
    m_table->setFocus();
}

void AttachmentPanel::askRemoval()
{
    const int row = m_table->currentRow();
    if (row >= 0 && row < m_rows.size() && mayChange())
        m_reason->ask(tr("Why is “%1” removed?").arg(m_rows[row].name));
}

void AttachmentPanel::remove(const QString &reason)
{
    const int row = m_table->currentRow();
    m_table->setFocus();
    if (row < 0 || row >= m_rows.size())
        return;
    const domain::Attachment file = m_rows[row];
    const auto done = m_desk.attachments()->detach(m_file.id, file, reason, actorOf(m_desk));
    if (!done) {
        m_desk.say(Tone::Warning, refusalText(done.refusal()));
        return;
    }
    if (const auto now = domain::CaseFile::fromJson(done->document().body))
        showCase(*now);
    m_desk.say(Tone::Done, tr("“%1” is removed; the reason is on record.").arg(file.name));
}

void AttachmentPanel::openCurrent()
{
    const int row = m_table->currentRow();
    if (row >= 0 && row < m_rows.size())
        m_opener->open(m_rows[row]);
}

// Pictures are drawn only while somebody looks.
void AttachmentPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_drawing.start();
}

void AttachmentPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (mayChange() && !droppedFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void AttachmentPanel::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_takenTo = m_file.id;
    m_taker->take(chosenKey(), droppedFiles(*event->mimeData()));
}

} // namespace forms
