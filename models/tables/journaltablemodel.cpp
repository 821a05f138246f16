// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/journaltablemodel.h"
#include "domain/jsontime.h"
#include "office/ownwork.h"
#include "tables/csv.h"
#include <QElapsedTimer>

namespace tables {
using namespace Qt::StringLiterals;
using office::Fate;
using office::JournalRow;

namespace {
constexpr int sliceMs = 10;
constexpr int refreshDelayMs = 120;
} // namespace

QString subjectOf(const JournalRow &row, const office::Archive &archive)
{
    QStringList parts;
    const auto add = [&parts](const QString &part) {
        if (!part.isEmpty())
            parts << part;
    };
    const QJsonObject &body = row.operation.body;
    const auto document = archive.document(row.operation.doc);
    const QJsonObject known = document ? document->body : QJsonObject();
    const QString number = known[u"number"_s].toString();
    add(number.isEmpty() ? row.operation.receipt : number);
    const QString applicant = body[u"applicant"_s][u"name"_s].toString();
    add(applicant.isEmpty() ? known[u"applicant"_s][u"name"_s].toString() : applicant);
    if (parts.isEmpty())
        add(body[u"name"_s].toString());
    return parts.join(u" · "_s);
}

JournalTableModel::JournalTableModel(office::Office &office, JournalWords words, QObject *parent)
    : QAbstractTableModel(parent), m_office(office), m_archive(office), m_words(std::move(words))
{
    m_work.setInterval(0);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_work, &QTimer::timeout, this, &JournalTableModel::gather);
    connect(&m_refresh, &QTimer::timeout, this, &JournalTableModel::restart);
    connect(&m_office, &office::Office::journalChanged, this, [this] { m_refresh.start(); });
    restart();
}

void JournalTableModel::setActor(const office::Actor &actor)
{
    m_actor = actor;
    setFate(m_fate);
}

void JournalTableModel::setFate(std::optional<Fate> fate)
{
    beginResetModel();
    m_fate = fate;
    m_total = 0;
    m_gathered.clear();
    m_pages.clear();
    endResetModel();
    restart();
}

void JournalTableModel::restart()
{
    m_pages.clear();
    if (isFiltered()) {
        m_next.clear();
        m_gatherBefore = 0;
        m_work.start();
        gather(); // a short journal is there at once
        return;
    }
    m_work.stop();
    const QList<JournalRow> newest = m_archive.journal(0, 1);
    setTotal(newest.isEmpty() ? 0 : newest.first().seq);
    if (m_total > 0)
        Q_EMIT dataChanged(index(0, 0), index(int(m_total) - 1, columnCountAll - 1));
    Q_EMIT refreshed();
}

void JournalTableModel::setTotal(qint64 total)
{
    if (total == m_total)
        return;
    if (total > m_total) {
        beginInsertRows({}, int(m_total), int(total) - 1);
        m_total = total;
        endInsertRows();
    } else {
        beginRemoveRows({}, int(total), int(m_total) - 1);
        m_total = total;
        endRemoveRows();
    }
}

void JournalTableModel::gather()
{
    QElapsedTimer spent;
    spent.start();
    bool ended = false;
    while (!ended && spent.elapsed() < sliceMs) {
        const QList<JournalRow> rows = m_actor.staffId.isEmpty() ? m_archive.journal(m_gatherBefore, pageRows) : office::OwnWork(m_office, m_actor).journal(m_gatherBefore, pageRows);
        for (const JournalRow &row : rows) {
            if (!m_fate || row.fate == *m_fate)
                m_next << Entry{row, subjectOf(row, m_archive)};
        }
        ended = rows.size() < pageRows || (m_fate == Fate::Pending && m_next.size() >= m_archive.pendingCount());
        if (!rows.isEmpty())
            m_gatherBefore = rows.last().seq;
    }
    if (!ended)
        return;
    m_work.stop();
    m_gathered.swap(m_next);
    m_next.clear();
    setTotal(m_gathered.size());
    if (m_total > 0)
        Q_EMIT dataChanged(index(0, 0), index(int(m_total) - 1, columnCountAll - 1));
    Q_EMIT refreshed();
}

int JournalTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_total);
}

int JournalTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountAll;
}

const JournalTableModel::Entry *JournalTableModel::entry(int row) const
{
    if (row < 0 || row >= m_total)
        return nullptr;
    if (isFiltered())
        return row < m_gathered.size() ? &m_gathered[row] : nullptr;
    const int number = row / pageRows;
    const Page *page = m_pages.object(number);
    if (!page) {
        auto *read = new Page;
        for (const JournalRow &found : m_archive.journal(m_total - qint64(number) * pageRows + 1, pageRows))
            read->insert(found.seq, Entry{found, subjectOf(found, m_archive)});
        m_pages.insert(number, read);
        page = read;
    }
    const auto found = page->constFind(m_total - row);
    return found == page->constEnd() ? nullptr : &*found;
}

const JournalRow *JournalTableModel::row(int row) const
{
    const Entry *found = entry(row);
    return found ? &found->row : nullptr;
}

int JournalTableModel::rowOf(qint64 seq) const
{
    if (!isFiltered())
        return seq >= 1 && seq <= m_total ? int(m_total - seq) : -1;
    for (qsizetype i = 0; i < m_gathered.size(); ++i) {
        if (m_gathered[i].row.seq == seq)
            return int(i);
    }
    return -1;
}

QString JournalTableModel::cell(const JournalRow &row, const QString &subject, int column) const
{
    switch (column) {
    case At:
        return domain::hallTime(row.operation.made.estimate).toString(u"MM-dd HH:mm:ss"_s);
    case What:
        return m_words.operation(row.operation.type);
    case Subject:
        return subject;
    case Who: {
        const domain::Staff *staff = m_office.rules()->staff(row.operation.actor);
        return staff ? staff->name : row.operation.actor;
    }
    case FateColumn:
        return m_words.fate(row);
    case Why:
        return row.fate == Fate::Refused ? m_words.refusal(domain::Refusal::fromJson(row.result[u"problem"_s].toObject())) : QString();
    default:
        return {};
    }
}

QVariant JournalTableModel::data(const QModelIndex &index, int role) const
{
    const Entry *found = entry(index.row());
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell(found->row, found->subject, index.column());
    case Qt::AccessibleTextRole:
        return QString(titles().value(index.column()) + u": "_s + cell(found->row, found->subject, index.column()));
    case SeqRole:
        return found->row.seq;
    case FateRole:
        return toCode(found->row.fate);
    case DocRole:
        return found->row.operation.doc;
    default:
        return {};
    }
}

QVariant JournalTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return titles().value(section);
    return {};
}

QStringList JournalTableModel::titles() const
{
    return {tr("Time"), tr("What was done"), tr("About"), tr("By"), tr("What became of it"), tr("Why")};
}

QStringList JournalTableModel::cells(const JournalRow &row) const
{
    const QString subject = subjectOf(row, m_archive);
    QStringList all;
    for (int column = 0; column < columnCountAll; ++column)
        all << cell(row, subject, column);
    return all;
}

QString JournalTableModel::copied(const QModelIndexList &rows) const
{
    QStringList lines{tsvLine(titles())};
    for (const QModelIndex &index : rows) {
        if (const JournalRow *found = row(index.row()))
            lines << tsvLine(cells(*found));
    }
    return lines.join(u'\n');
}

} // namespace tables
