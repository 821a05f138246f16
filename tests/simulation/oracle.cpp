// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/oracle.h"
#include "domain/jsontime.h"
#include "exchange/push.h"
#include "office/counterscopes.h"
#include "office/countersync.h"
#include "office/numbers.h"
#include "office/operationkinds.h"
#include "office/store.h"
#include "office/workspace.h"
#include <QJsonArray>
#include <QJsonDocument>

namespace simulation {
using namespace Qt::StringLiterals;

namespace {

const QSet<QString> applicantActs{u"case.accept"_s, u"tolerance.accept"_s, u"commitment.accept"_s, u"case.notify"_s, u"case.receive"_s, u"case.refuse"_s};

QString issuedKey(const QString &stream, qint64 n)
{
    return QString(stream + u' ' + QString::number(n));
}

/// May a case go from one state to another? Written down here a second time on purpose.
bool mayBecome(const QString &from, const QString &to)
{
    if (from == to)
        return true;
    if (from == "accepted"_L1 || from == "not-accepted"_L1)
        return false;
    return from.isEmpty() ? true : from == "received"_L1 || (from == "correction"_L1 && to != "received"_L1);
}

/// The members in which two bodies differ, for the story.
QString difference(const QJsonObject &one, const QJsonObject &other)
{
    QStringList different;
    QJsonObject all = one;
    for (auto member = other.begin(); member != other.end(); ++member)
        all.insert(member.key(), member.value());
    for (const QString &name : all.keys()) {
        const auto text = [&name](const QJsonObject &body) { return QString::fromUtf8(QJsonDocument(QJsonObject{{name, body[name]}}).toJson(QJsonDocument::Compact)).left(160); };
        if (one[name] != other[name])
            different << QString(text(one) + u" ≠ "_s + text(other));
    }
    return different.join(u", "_s);
}

QJsonObject objectOf(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const char *propertyName(int property)
{
    static const char *const names[] = {
        "", "durable intent", "at most once", "stream order", "stored outcome is immutable", "feed monotone", "no lost row", "cursor and rows atomic",
        "convergence", "overlay law", "no flicker", "read your writes, monotonic reads", "downloads never wait for uploads",
        "a refusal never blocks the next", "validation agreement", "confidentiality", "revocation keeps work", "absence is not deletion", "numbers",
        "blob integrity", "blob completeness", "first download equals replay", "compaction law", "epoch", "fork", "clock independence", "version skew",
        "liveness", "transaction grouping", "legal guards", "resource bounds"};
    return property >= 1 && property <= 30 ? names[property] : "";
}

Oracle::Oracle(World &world) : m_world(world)
{
    check();
}

Oracle::~Oracle() = default;

void Oracle::fail(int property, const QString &detail)
{
    if (!m_violation)
        m_violation = Violation{property, detail, m_world.nowMs()};
}

storage::Database &Oracle::centre()
{
    if (!m_centre) {
        PowerLossVfs &vfs = PowerLossVfs::instance();
        const int process = vfs.process();
        vfs.setProcess(vfs.newProcess());
        m_centre = std::make_unique<storage::Database>(m_world.centreDisk().path(u"centre.db"_s), storage::Database::Access::ReadOnly);
        vfs.setProcess(process);
    }
    return *m_centre;
}

void Oracle::centreStopped()
{
    m_centre.reset();
    m_centreWrites = -1;
}

QStringList Oracle::touched(const QString &type, const QString &doc, const QJsonObject &body) const
{
    if (type == "returned.close"_L1)
        return {};
    QStringList docs{doc};
    if (applicantActs.contains(type))
        docs << body[u"applicant"_s][u"id"_s].toString();
    return docs;
}

// ---- what is heard ---------------------------------------------------------------------------------------------------

void Oracle::confirmed(const Window &window, const office::Submitted &submitted)
{
    const domain::Operation &operation = submitted.operation;
    Confirmed entry;
    entry.type = operation.type;
    entry.doc = operation.doc;
    entry.stream = window.office->stream();
    entry.n = operation.n;
    entry.window = window.index;
    entry.atMs = m_world.nowMs();
    entry.receipt = operation.receipt;
    entry.docs = touched(operation.type, operation.doc, operation.body);
    entry.holders = {window.index};
    entry.body = operation.body;
    entry.state = submitted.document().body[u"state"_s].toString();
    if (m_confirmed.contains(operation.id))
        fail(2, u"operation %1 was confirmed twice"_s.arg(operation.id));
    // Law 18: nobody prints a number that stands on another case. Copies of a machine can't know of each other.
    if (!operation.receipt.isEmpty()) {
        const QString known = m_printed.value(operation.receipt);
        const bool copies = std::any_of(m_world.windows().begin(), m_world.windows().end(), [](const auto &each) { return each->clonedFrom >= 0; })
                            || m_windowModels.value(window.index).wentBack
                            || std::any_of(m_world.windows().begin(), m_world.windows().end(), [](const auto &each) { return each->isRotten; });
        if (!known.isEmpty() && known != operation.doc && !copies)
            fail(18, u"number %1 was printed for %2 and for %3"_s.arg(operation.receipt, known, operation.doc));
        m_printed[operation.receipt] = operation.doc;
    }
    m_confirmed[operation.id] = entry;
}

void Oracle::told(const QByteArray &body)
{
    const auto answer = exchange::decodePushAnswer(body);
    if (!answer)
        return fail(26, u"the centre's answer to a push can't be read"_s);
    for (const domain::OperationResult &result : answer->results) {
        m_world.tell(u"  the centre says of operation %1 (%2): %3 %4"_s.arg(result.n).arg(result.id.right(6), toCode(result.outcome), result.problem.code));
        if (result.outcome == domain::Outcome::Parked || result.outcome == domain::Outcome::Duplicate || result.outcome == domain::Outcome::Processed)
            continue;
        const QByteArray text = QJsonDocument(exchange::toJson(result)).toJson(QJsonDocument::Compact);
        const QString key = issuedKey(m_model.epoch + result.id, result.n);
        const QByteArray known = m_toldResults.value(key);
        if (!known.isEmpty() && known != text)
            fail(4, u"operation %1 was told %2 and later %3"_s.arg(result.id, QString::fromUtf8(known), QString::fromUtf8(text)));
        m_toldResults[key] = text;
    }
}

void Oracle::shown(const QByteArray &body, const QString &district)
{
    const QByteArray own = "\"s\":\"d/" + district.toUtf8() + "\"";
    for (const QByteArray &line : body.split('\n')) {
        if (!line.startsWith("{\"t\":\"put\"") || line.contains("\"s\":\"ref\""))
            continue;
        if (district.isEmpty() || !line.contains(own))
            return fail(15, u"somebody of district '%1' was shown %2"_s.arg(district, QString::fromUtf8(line.left(120))));
    }
}

void Oracle::windowStarted(Window &window)
{
    // Law 7: what the disk says after a restart must be whole.
    m_windowModels[window.index].writes = -1;
}

void Oracle::windowCopied(const Window &from, const Window &to)
{
    m_windowModels[to.index] = m_windowModels.value(from.index);
    m_windowModels[to.index].writes = -1;
    for (Confirmed &entry : m_confirmed) {
        if (entry.holders.contains(from.index))
            entry.holders.insert(to.index);
    }
}

void Oracle::windowWentBack(const Window &window)
{
    WindowModel &model = m_windowModels[window.index];
    model = WindowModel{};
    model.wentBack = true;
    // What it had done since is gone from its disk; what it had sent is not gone from the centre.
    for (Confirmed &entry : m_confirmed) {
        if (entry.holders.remove(window.index) && entry.holders.isEmpty())
            entry.mayVanish = true;
    }
}

void Oracle::centreBackedUp()
{
    check();
    m_backup = m_model;
}

void Oracle::centreWentBack()
{
    m_lostEpoch = m_model.epoch;
    m_wentBack = m_model.journalSeq != m_backup->journalSeq || m_model.serials != m_backup->serials || m_model.epoch != m_backup->epoch; // nothing lost is nothing to notice
    // Whoever was shut out and has handed over holds no keys any more: what it brought since the backup, nobody can bring again.
    QSet<int> emptied;
    for (const auto &window : m_world.windows()) {
        if (window->isUp() && isShutOut(window->device) && window->agent->hasHandedOver())
            emptied << window->index;
    }
    for (auto entry = m_confirmed.begin(); entry != m_confirmed.end(); ++entry) {
        entry->everApplied = false;
        if (m_model.operations.contains(entry.key()) && emptied.contains(entry->holders))
            entry->mayVanish = true;
    }
    m_model = *m_backup;
    m_centreWrites = -1;
    m_toldResults.clear();
}

QHash<QString, qint64> Oracle::heads()
{
    return m_model.heads;
}

QJsonObject Oracle::documentAtCentre(const QString &doc) const
{
    return objectOf(m_model.documents.value(doc).body);
}

QString Oracle::epoch()
{
    return m_model.epoch;
}

// ---- the laws at every step ------------------------------------------------------------------------------------------

void Oracle::check()
{
    if (m_violation)
        return;
    const PowerLossVfs::Quiet quiet;
    try {
        checkCentre();
    } catch (const std::exception &fault) {
        fail(1, u"the centre's database can't be read: %1"_s.arg(QString::fromUtf8(fault.what())));
    }
    for (auto &window : m_world.windows()) {
        if (!window->isUp() || window->isRotten)
            continue;
        WindowModel &model = m_windowModels[window->index];
        if (model.writes == window->disk->writes())
            continue;
        model.writes = window->disk->writes();
        try {
            checkWindow(*window);
        } catch (const std::exception &fault) {
            fail(1, u"the database of window %1 can't be read: %2"_s.arg(window->index + 1).arg(QString::fromUtf8(fault.what())));
        }
    }
}

void Oracle::checkCentre()
{
    if (m_centreWrites == m_world.centreDisk().writes())
        return;
    m_centreWrites = m_world.centreDisk().writes();
    storage::Database &db = centre();
    CentreModel &model = m_model;
    const QString epoch = [&db] {
        const auto row = db.row(u"SELECT value FROM setting WHERE name = 'epoch'"_s);
        return row ? row->text(0) : QString();
    }();
    // Law 23: a new history begins when the database went back, then always, and else never.
    if (!model.epoch.isEmpty() && epoch != model.epoch && !m_wentBack)
        fail(23, u"the centre began a new history without a reason"_s);
    if (m_wentBack && m_epochs.contains(epoch) && !m_world.servers().empty() && m_world.servers().front()->isUp())
        fail(23, u"the centre went back in time and goes on in its old history"_s);
    m_wentBack = m_wentBack && m_epochs.contains(epoch); // put back twice from one copy, it first has an older history than the one lost
    m_epochs.insert(epoch);
    model.epoch = epoch;
    model.serials = db.row(u"SELECT coalesce(sum(last), 0) FROM number_series"_s)->integer(0);

    QHash<QString, qint64> done; // doc → operations newly done on it
    qint64 transfers = 0;
    const auto take = [&](const storage::Row &row, bool wasParked) {
        const QString id = row.text(1), type = row.text(4), doc = row.text(5);
        const QJsonObject operation = objectOf(row.text(8).toUtf8());
        AtCentre entry{row.text(2), type, doc, {}, row.integer(3), row.text(7).toUtf8()};
        const QJsonObject result = objectOf(entry.result);
        entry.outcome = result.isEmpty() ? u"applied"_s : result[u"outcome"_s].toString();
        if (!wasParked) {
            // Law 3: the numbers of a stream are worked off in their order.
            qint64 &last = model.lastOfStream[entry.stream];
            if (entry.n <= last)
                fail(3, u"operation %1 of stream %2 was done after number %3"_s.arg(entry.n).arg(entry.stream).arg(last));
            last = entry.n;
            // Law 24: an act in a stream is one that was made in it.
            const QSet<QString> ids = m_issued.value(issuedKey(entry.stream, entry.n));
            if (entry.stream != "centre"_L1 && m_confirmed.contains(id) && !ids.isEmpty() && !ids.contains(id))
                fail(24, u"number %1 of stream %2 went to an act of another stream"_s.arg(entry.n).arg(entry.stream));
        }
        if (model.operations.contains(id) && !wasParked)
            fail(2, u"operation %1 is in the centre's journal twice"_s.arg(id));
        if (entry.outcome == "parked"_L1) {
            model.parked.insert(id);
            m_everParked.insert(id); // its window asks again with its next greeting
        } else {
            model.parked.remove(id);
        }
        if (entry.outcome == "applied"_L1) {
            transfers += type == "case.transfer"_L1 ? 1 : 0;
            for (const QString &touchedDoc : touched(type, doc, operation[u"body"_s].toObject()))
                ++done[touchedDoc];
        }
        if (const auto known = m_confirmed.find(id); known != m_confirmed.end()) {
            known->everApplied = known->everApplied || entry.outcome == "applied"_L1;
            known->everRejected = known->everRejected || entry.outcome == "rejected"_L1;
        }
        model.idOf[issuedKey(entry.stream, entry.n)] = id;
        // Law 1: what is done is what the clerk did, word for word.
        if (const auto known = m_confirmed.constFind(id); known != m_confirmed.cend() && entry.outcome == "applied"_L1
            && (known->body != operation[u"body"_s].toObject() || known->doc != doc || known->type != type))
            fail(1, u"operation %1 was done with other words than the clerk's"_s.arg(id));
        // Law 14: on the same document the centre comes to the window's verdict. Times that could not be are another matter.
        const QString problem = result[u"problem"_s][u"code"_s].toString();
        const bool isVerdict = problem == "case.verdict"_L1 || problem == "case.state"_L1 || problem == "notice.overlooked"_L1;
        if (const auto known = m_confirmed.constFind(id); known != m_confirmed.cend() && isVerdict && result[u"skew_s"_s].toInteger() == 0 && !m_backup) {
            const auto base = operation[u"base"_s].toObject();
            const qint64 now = model.documents.value(doc).version;
            if (!base.contains(u"n"_s) && base[u"v"_s].toInteger() == now && done.value(doc) == 0)
                fail(14, u"the centre judged %1 %2 otherwise than the window, both upon version %3: %4"_s.arg(type, id).arg(now).arg(problem));
        }
        // Law 13: what was built upon a refused act is refused with it.
        if (const qint64 base = operation[u"base"_s][u"n"_s].toInteger(); base > 0 && entry.outcome == "applied"_L1 && type != "returned.close"_L1) {
            const QString head = model.idOf.value(issuedKey(entry.stream, base));
            if (model.operations.value(head).outcome == "rejected"_L1)
                fail(13, u"operation %1 was done upon number %2, which was refused"_s.arg(id).arg(base));
        }
        // Law 13: a chain that is refused names its head.
        if (result[u"problem"_s][u"code"_s].toString() == "operation.predecessor-rejected"_L1) {
            const qint64 head = result[u"problem"_s][u"facts"_s][u"n"_s].toInteger();
            if (head <= 0 || head >= entry.n)
                fail(13, u"operation %1 was refused with its head, but names %2"_s.arg(id).arg(head));
        }
        model.operations[id] = entry;
    };
    const QString columns = u"SELECT seq, id, stream, n, type, doc, fate, result, body FROM journal WHERE "_s;
    for (const QString &id : model.parked.values()) {
        const auto row = db.row(columns + u"id = ?"_s, {id});
        if (!row)
            fail(1, u"the parked operation %1 is gone from the centre"_s.arg(id));
        else if (objectOf(row->text(7).toUtf8())[u"outcome"_s].toString() != "parked"_L1)
            take(*row, true);
    }
    for (const storage::Row &row : db.rows(columns + u"seq > ? ORDER BY seq"_s, {model.journalSeq})) {
        model.journalSeq = row.integer(0);
        take(row, false);
    }

    // Laws 5 and 2: the feed grows at its head only, a document's version by one for each operation.
    QHash<QString, qint64> heads;
    for (const storage::Row &row : db.rows(u"SELECT name, head FROM scope"_s))
        heads[row.text(0)] = row.integer(1);
    QSet<QString> changed;
    for (const storage::Row &row : db.rows(u"SELECT scope, seq, doc, op, version FROM feed"_s)) {
        const QString scope = row.text(0), doc = row.text(2);
        const FeedRow now{row.integer(1), row.integer(4), row.text(3)};
        QHash<QString, FeedRow> &rows = model.feed[scope];
        const auto known = rows.constFind(doc);
        if (known != rows.cend() && *known == now)
            continue;
        if (now.seq <= model.heads.value(scope))
            fail(5, u"scope %1 got a row for %2 at %3, below its head %4"_s.arg(scope, doc).arg(now.seq).arg(model.heads.value(scope)));
        if (now.seq > heads.value(scope))
            fail(5, u"scope %1 has a row at %2, above its head %3"_s.arg(scope).arg(now.seq).arg(heads.value(scope)));
        rows[doc] = now;
        model.seqOf[scope][doc][now.version] = now.seq;
        changed.insert(doc);
    }
    for (auto head = heads.cbegin(); head != heads.cend(); ++head) {
        if (head.value() < model.heads.value(head.key()))
            fail(5, u"the head of %1 went back"_s.arg(head.key()));
    }
    model.heads = heads;
    for (const QString &doc : std::as_const(changed)) {
        const auto row = db.row(u"SELECT kind, version, base, scopes FROM document WHERE id = ?"_s, {doc});
        if (!row)
            continue;
        DocumentAtCentre &known = model.documents[doc];
        const qint64 version = row->integer(1);
        if (known.kind == "case"_L1 || (known.kind.isEmpty() && row->text(0) == "case"_L1) || row->text(0) == "applicant"_L1) {
            // A case that moves takes its applicant along, if they were not known there.
            const qint64 least = done.value(doc), most = row->text(0) == "applicant"_L1 ? least + transfers : least;
            if (version - known.version < least || version - known.version > most)
                fail(2, u"%1 %2 went from version %3 to %4 by %5 operations"_s.arg(row->text(0), doc).arg(known.version).arg(version).arg(done.value(doc)));
        }
        const QByteArray body = row->text(2).toUtf8();
        if (row->text(0) == "case"_L1) {
            const QJsonObject before = objectOf(known.body), after = objectOf(body);
            // Law 29: what was decided stays decided.
            const QString from = before[u"state"_s].toString(), to = after[u"state"_s].toString();
            if (!mayBecome(from, to) && done.value(doc) <= 1)
                fail(29, u"case %1 went from %2 to %3"_s.arg(doc, from, to));
            if (from == "accepted"_L1 && before[u"acceptedAt"_s] != after[u"acceptedAt"_s])
                fail(29, u"case %1 was accepted a second time"_s.arg(doc));
            // Law 18: a legal number stands on one case.
            const QString number = after[u"number"_s].toString();
            if (!number.isEmpty() && model.numbers.value(number, doc) != doc)
                fail(18, u"number %1 stands on %2 and %3"_s.arg(number, doc, model.numbers.value(number)));
            if (!number.isEmpty())
                model.numbers[number] = doc;
            if (number.startsWith(u'T') || number.isEmpty())
                fail(18, u"case %1 has no legal number at the centre, but '%2'"_s.arg(doc, number));
        }
        known = {row->text(0), version, body, row->text(3).split(u' ', Qt::SkipEmptyParts)};
        model.history[doc][version] = body;
    }
    for (auto entry = done.cbegin(); entry != done.cend(); ++entry) {
        if (!changed.contains(entry.key()) && model.documents.contains(entry.key()) && model.documents[entry.key()].kind == "case"_L1)
            fail(2, u"%1 operations on %2 left no trace in it"_s.arg(entry.value()).arg(entry.key()));
    }
}

void Oracle::checkWindow(Window &window)
{
    WindowModel &model = m_windowModels[window.index];
    storage::Database &db = window.office->store().database;
    if (db.inTransaction())
        return;
    const auto epoch = db.row(u"SELECT value FROM setting WHERE name = 'epoch'"_s);
    model.epoch = epoch ? epoch->text(0) : QString();
    checkJournal(window, model);
    checkBase(window, model);
    checkOverlay(window);
    for (const storage::Row &row : db.rows(u"SELECT id, next, high FROM lease"_s)) {
        qint64 &next = model.leases[row.text(0)];
        if (row.integer(1) < next)
            fail(18, u"lease %1 of window %2 went back from %3 to %4"_s.arg(row.text(0)).arg(window.index + 1).arg(next).arg(row.integer(1)));
        next = row.integer(1);
    }
}

/// Laws 1 and 16: no confirmed act leaves the journal, and its fate is what the centre said. Laws 4 and 10 of acts that were answered.
void Oracle::checkJournal(Window &window, WindowModel &model)
{
    QSet<QString> there;
    const QStringList held = office::CounterSync(*window.office).scopes();
    for (const storage::Row &row : window.office->store().database.rows(u"SELECT id, stream, n, fate, closed, result, overlay FROM journal"_s)) {
        const QString id = row.text(0), fate = row.text(3);
        there.insert(id);
        m_issued[issuedKey(row.text(1), row.integer(2))].insert(id);
        QString &known = model.fates[id];
        if (known == fate)
            continue;
        // What a lost history had refused is judged again.
        if ((known == "refused"_L1 && m_lostEpoch.isEmpty()) || (known == "accepted"_L1 && fate == "refused"_L1 && model.epoch == m_model.epoch && !m_backup))
            fail(4, u"operation %1 at window %2 was %3 and became %4"_s.arg(id).arg(window.index + 1).arg(known, fate));
        known = fate;
        const auto entry = m_confirmed.find(id);
        if (entry == m_confirmed.end() || fate == "pending"_L1)
            continue;
        const auto atCentre = m_model.operations.constFind(id);
        if (model.epoch != m_model.epoch)
            continue;
        // Law 10: an act that is done stays in sight until its effect has come down.
        // After a lost history it may still be in the base of before.
        const QJsonObject result = objectOf(row.bytes(5));
        if (fate == "accepted"_L1 && row.integer(6) == 0 && !m_wentBack && !result[u"inBase"_s].toBool()) {
            const QJsonObject at = result[u"at"_s].toObject();
            for (auto scope = at.begin(); scope != at.end(); ++scope) {
                const auto cursor = window.office->store().cursors.of(scope.key());
                if (cursor.epoch == m_model.epoch && cursor.seq < scope.value().toInteger() && held.contains(scope.key()))
                    fail(10, u"window %1 took operation %2 out of sight at %3 of %4, it is visible from %5 on"_s.arg(window.index + 1).arg(id).arg(cursor.seq).arg(scope.key()).arg(scope.value().toInteger()));
            }
        }
        if (fate == "accepted"_L1 && (atCentre == m_model.operations.cend() || atCentre->outcome == "rejected"_L1) && !m_backup)
            fail(1, u"window %1 believes operation %2 done, the centre %3"_s.arg(window.index + 1).arg(id, atCentre == m_model.operations.cend() ? u"never saw it"_s : u"refused it"_s));
        if (fate == "refused"_L1 && (atCentre == m_model.operations.cend() || atCentre->outcome != "rejected"_L1) && !m_backup)
            fail(1, u"window %1 believes operation %2 refused, the centre did not refuse it"_s.arg(window.index + 1).arg(id));
    }
    for (auto entry = m_confirmed.cbegin(); entry != m_confirmed.cend(); ++entry) {
        if (entry->holders.contains(window.index) && !there.contains(entry.key()))
            fail(isShutOut(window.device) ? 16 : 1, u"operation %1 (%2) was confirmed at window %3 and is gone from its journal"_s.arg(entry.key(), entry->type).arg(window.index + 1));
    }
}

/// Laws 6, 7, 11, 15, 17, 28: base documents are exactly what the cursors say.
void Oracle::checkBase(Window &window, WindowModel &model)
{
    storage::Database &db = window.office->store().database;
    QHash<QString, std::pair<QString, qint64>> cursors;
    for (const storage::Row &row : db.rows(u"SELECT scope, epoch, seq FROM cursor"_s))
        cursors[row.text(0)] = {row.text(1), row.integer(2)};
    for (auto cursor = cursors.cbegin(); cursor != cursors.cend(); ++cursor) {
        const auto before = model.cursors.value(cursor.key());
        if (before.first == cursor->first && cursor->second < before.second)
            fail(11, u"the cursor of %1 at window %2 went back from %3 to %4"_s.arg(cursor.key()).arg(window.index + 1).arg(before.second).arg(cursor->second));
        if (cursor->first == m_model.epoch && cursor->second > m_model.heads.value(cursor.key()) && !m_wentBack)
            fail(7, u"the cursor of %1 at window %2 is ahead of the centre"_s.arg(cursor.key()).arg(window.index + 1));
    }
    model.cursors = cursors;
    QHash<QString, qint64> versions;
    for (const storage::Row &row : db.rows(u"SELECT id, version FROM document WHERE base IS NOT NULL AND version > 0"_s)) // version 0: kept beneath work of ours, no longer the centre's word
        versions[row.text(0)] = row.integer(1);
    bool whole = !m_wentBack; // every scope held is of the present history
    for (const auto &cursor : std::as_const(cursors))
        whole = whole && cursor.first == m_model.epoch;
    for (auto cursor = cursors.cbegin(); cursor != cursors.cend() && whole; ++cursor) {
        const QString &scope = cursor.key();
        const QHash<QString, FeedRow> &rows = m_model.feed[scope];
        for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
            const auto held = versions.constFind(row.key());
            if (row->seq <= cursor->second) {
                if (row->op == "p"_L1 && (held == versions.cend() || *held < row->version))
                    fail(6, u"window %1 stands at %2 of %3 and holds %4 in version %5, not %6"_s.arg(window.index + 1).arg(cursor->second).arg(scope, row.key()).arg(held == versions.cend() ? 0 : *held).arg(row->version));
                if (row->op == "e"_L1 && held != versions.cend())
                    fail(15, u"window %1 still holds %2, which was erased by law"_s.arg(window.index + 1).arg(row.key()));
                if (row->op == "l"_L1 && held != versions.cend()) {
                    // It may be held through another scope.
                    const DocumentAtCentre &document = m_model.documents[row.key()];
                    const bool elsewhere = std::any_of(document.scopes.begin(), document.scopes.end(), [&](const QString &other) { return cursors.contains(other); });
                    if (!elsewhere)
                        fail(15, u"window %1 still holds %2, which left %3"_s.arg(window.index + 1).arg(row.key(), scope));
                }
            } else if (held != versions.cend()) {
                // Law 28: nothing of a transaction is there before the cursor is.
                const qint64 seq = m_model.seqOf[scope][row.key()].value(*held, -1);
                const bool otherScope = m_model.documents[row.key()].scopes.size() > 1 || !m_model.documents[row.key()].scopes.contains(scope);
                if (seq > cursor->second && !otherScope && m_lostEpoch.isEmpty()) // what a lost history gave is kept until the new one is heard
                    fail(28, u"window %1 stands at %2 of %3 and already holds %4 in version %5 of %6"_s.arg(window.index + 1).arg(cursor->second).arg(scope, row.key()).arg(*held).arg(seq));
            }
        }
    }
    for (auto version = versions.cbegin(); version != versions.cend(); ++version) {
        const auto before = model.versions.constFind(version.key());
        if (before != model.versions.cend() && *before == *version)
            continue;
        if (before != model.versions.cend() && *version < *before && whole && !m_backup)
            fail(11, u"%1 at window %2 went back from version %3 to %4"_s.arg(version.key()).arg(window.index + 1).arg(*before).arg(*version));
        if (!whole)
            continue;
        // A version of the same number from a lost history lies there until the one of the present history has come down.
        const bool isHeard = m_lostEpoch.isEmpty() || std::any_of(cursors.keyBegin(), cursors.keyEnd(), [&](const QString &scope) {
            const qint64 seq = m_model.seqOf.value(scope).value(version.key()).value(*version, -1);
            return seq >= 0 && seq <= cursors[scope].second;
        });
        if (!isHeard)
            continue;
        const auto body = db.row(u"SELECT base FROM document WHERE id = ?"_s, {version.key()});
        const QByteArray known = m_model.history.value(version.key()).value(*version);
        if (!known.isEmpty() && body && objectOf(body->text(0).toUtf8()) != objectOf(known))
            fail(8, u"window %1 holds another version %2 of %3 than the centre had"_s.arg(window.index + 1).arg(*version).arg(version.key()));
    }
    // Law 17: nothing disappears that nobody took away.
    for (auto before = model.versions.cbegin(); before != model.versions.cend() && whole; ++before) {
        if (versions.contains(before.key()))
            continue;
        const DocumentAtCentre document = m_model.documents.value(before.key());
        const bool stillOurs = std::any_of(document.scopes.begin(), document.scopes.end(), [&](const QString &scope) {
            return cursors.contains(scope) && m_model.feed[scope].value(before.key()).op == "p"_L1;
        });
        if (stillOurs && !m_backup)
            fail(17, u"%1 disappeared from window %2"_s.arg(before.key()).arg(window.index + 1));
    }
    model.versions = versions;
    // Law 15: what is not held is not found either.
    const qint64 ghosts = db.number(u"SELECT count(*) FROM casefile WHERE id NOT IN (SELECT id FROM document)"_s)
                          + db.number(u"SELECT count(*) FROM applicant WHERE id NOT IN (SELECT id FROM document)"_s)
                          + db.number(u"SELECT count(*) FROM search_entry WHERE kind IN ('case', 'applicant') AND id NOT IN (SELECT id FROM document)"_s);
    if (ghosts > 0)
        fail(15, u"window %1 lists or finds %2 documents it does not hold"_s.arg(window.index + 1).arg(ghosts));
}

/// Laws 9 and 10: what is shown is the base and our own acts upon it, worked out anew.
void Oracle::checkOverlay(Window &window)
{
    office::Store &store = window.office->store();
    const QList<storage::JournalRow> overlays = store.journal.overlays();
    QHash<QString, domain::Document> fold;
    const auto load = [&](const QString &id) -> std::optional<domain::Document> {
        const auto made = fold.constFind(id);
        return made != fold.cend() ? std::optional(*made) : store.documents.base(id);
    };
    const auto rules = window.office->rules();
    QSet<QString> failing, unsure;
    for (storage::JournalRow row : overlays) {
        const office::OperationKind *kind = office::operationKind(row.operation.type);
        if (!kind)
            continue;
        const QString legal = row.result[u"number"_s].toString();
        if (!legal.isEmpty())
            office::replaceProvisional(row.operation, legal);
        office::Workspace workspace(load, rules, row.operation, row.operation.made.estimate);
        if (!kind->perform(workspace)) {
            failing.insert(row.operation.id);
            // An item that only a lost history had published is gone from the rules; what was made by them is shown until the
            // centre has answered.
            if (!m_lostEpoch.isEmpty()) {
                for (const QString &doc : touched(row.operation.type, row.operation.doc, row.operation.body))
                    unsure.insert(doc);
            }
            continue;
        }
        for (const domain::Document &document : workspace.saved())
            fold[document.id] = document;
    }
    QSet<QString> viewed;
    for (const storage::Row &row : store.database.rows(u"SELECT id, view FROM document WHERE view IS NOT NULL"_s)) {
        viewed.insert(row.text(0));
        const auto made = fold.constFind(row.text(0));
        if (unsure.contains(row.text(0)))
            continue;
        if (made == fold.cend())
            fail(9, u"window %1 shows a view of %2 that no act of ours makes"_s.arg(window.index + 1).arg(row.text(0)));
        else if (objectOf(row.text(1).toUtf8()) != made->body)
            fail(9, u"window %1 shows %2 otherwise than base and acts make it: %3"_s.arg(window.index + 1).arg(row.text(0), difference(objectOf(row.text(1).toUtf8()), made->body)));
    }
    for (auto made = fold.cbegin(); made != fold.cend(); ++made) {
        if (!viewed.contains(made.key()))
            fail(9, u"window %1 does not show what our acts make of %2"_s.arg(window.index + 1).arg(made.key()));
    }
    // Law 10: our act is seen until the centre has spoken, unless somebody else came before.
    QHash<QString, QString> lastState;
    for (const storage::JournalRow &row : overlays) {
        const auto entry = m_confirmed.constFind(row.operation.id);
        if (entry != m_confirmed.cend() && applicantActs.contains(entry->type) && !failing.contains(row.operation.id))
            lastState[row.operation.doc] = entry->state;
    }
    for (auto state = lastState.cbegin(); state != lastState.cend(); ++state) {
        const auto row = store.database.row(u"SELECT state FROM casefile WHERE id = ?"_s, {state.key()});
        if (!row || row->text(0) != *state)
            fail(10, u"window %1 lists case %2 as '%3', its own act made it '%4'"_s.arg(window.index + 1).arg(state.key(), row ? row->text(0) : QString(), *state));
    }
    // An act that waits is never out of sight: a pending row is an overlay, or still in the base of a history that was lost.
    // What was erased by law is not shown even then.
    const qint64 unseen = store.database.number(u"SELECT count(*) FROM journal WHERE fate = 'pending' AND overlay = 0"
                                                " AND coalesce(result, '') NOT LIKE '%\"inBase\":true%' AND doc IN (SELECT id FROM document)"_s);
    if (unseen > 0)
        fail(10, u"window %1 has %2 pending acts that are not shown"_s.arg(window.index + 1).arg(unseen));
}

void Oracle::checkLiveness()
{
    constexpr qint64 patienceMs = 100'000;
    constexpr qint64 calmMs = 250'000; // a call that hung in a trouble has ended, and one more pause is over
    const qint64 moment = m_world.nowMs();
    m_headsBefore << std::pair(moment, m_model.heads);
    while (m_headsBefore.size() > 1 && m_headsBefore[1].first <= moment - patienceMs)
        m_headsBefore.removeFirst();
    // Law 12: whatever becomes of its pushes, a window in touch with the centre knows what was known a while ago.
    for (auto &window : m_world.windows()) {
        const bool untroubled = window->isUp() && !window->isRotten && window->link.troubledMs() < moment - calmMs && window->link.pullRefused < moment - calmMs
                                && window->frozenUntilMs < moment - calmMs && window->signedInSinceMs < moment - calmMs
                                && m_world.centreTroubledMs() < moment - calmMs && m_headsBefore.first().first <= moment - patienceMs
                                && window->startedMs < moment - calmMs
                                && (window->agent->status().state == forms::SyncStatus::State::Sending || window->agent->status().state == forms::SyncStatus::State::Synced);
        if (!untroubled)
            continue;
        const auto cursors = m_windowModels.value(window->index).cursors;
        for (auto cursor = cursors.cbegin(); cursor != cursors.cend(); ++cursor) {
            if (cursor->first == m_model.epoch && cursor->second < m_headsBefore.first().second.value(cursor.key()))
                fail(12, u"window %1 stands at %2 of %3, where the centre was long ago at %4"_s.arg(window->index + 1).arg(cursor->second).arg(cursor.key()).arg(m_headsBefore.first().second.value(cursor.key())));
        }
    }
    for (auto &window : m_world.windows()) {
        const qint64 now = m_world.nowMs();
        const bool lively = window->isUp() && !window->isRotten && window->frozenUntilMs < now && window->agent->status().pending > 0
                            && (window->agent->status().state == forms::SyncStatus::State::Sending || window->agent->status().state == forms::SyncStatus::State::Synced)
                            && now >= m_world.centreTroubledMs();
        if (!lively) {
            window->unsentSinceMs = -1;
            continue;
        }
        if (window->unsentSinceMs < 0 || window->lastPushMs > window->unsentSinceMs)
            window->unsentSinceMs = std::max(now, window->lastPushMs);
        const PowerLossVfs::Quiet quiet;
        const qint64 parked = window->office->read<qint64>([&] {
            qint64 count = 0;
            for (const storage::Row &row : window->office->store().database.rows(u"SELECT id FROM journal WHERE fate = 'pending'"_s))
                count += m_everParked.contains(row.text(0)) ? 1 : 0;
            return count;
        });
        if (parked > 0)
            window->unsentSinceMs = now;
        if (now - window->unsentSinceMs > patienceMs)
            fail(27, u"window %1 is in touch with the centre, has work, and has not tried to send it for %2 s"_s.arg(window->index + 1).arg((now - window->unsentSinceMs) / 1000));
    }
}

// ---- the laws at rest ------------------------------------------------------------------------------------------------

QStringList Oracle::problemsAtRest() const
{
    QStringList problems;
    for (const auto &server : m_world.servers()) {
        if (!server->isUp())
            problems << u"server %1 is down"_s.arg(server->index + 1);
    }
    for (const auto &window : m_world.windows()) {
        const QString who = u"window %1"_s.arg(window->index + 1);
        if (window->isRotten)
            continue; // a rotten disk need not work; it must not lose in silence
        if (!window->isUp()) {
            problems << QString(who + u" is down");
            continue;
        }
        const forms::SyncStatus status = window->agent->status();
        if (isShutOut(window->device)) {
            if (status.pending > 0)
                problems << u"%1 is shut out and still has work for the centre"_s.arg(who);
            continue;
        }
        if (status.pending > 0)
            problems << u"%1 has %2 pending (%3)"_s.arg(who).arg(status.pending).arg(status.problem);
        if (status.state != forms::SyncStatus::State::Synced)
            problems << u"%1 is in state %2 (%3)"_s.arg(who).arg(int(status.state)).arg(status.problem);
        const PowerLossVfs::Quiet quiet;
        const office::CounterSync sync(*window->office);
        for (const QString &scope : sync.scopes()) {
            const domain::Cursor cursor = sync.cursor(scope);
            if (cursor.epoch != m_model.epoch || cursor.seq != m_model.heads.value(scope))
                problems << u"%1 stands at %2 of %3, the centre at %4"_s.arg(who).arg(cursor.seq).arg(scope).arg(m_model.heads.value(scope));
            // What a lost history had brought and nobody offers again is found by comparing.
            if (!m_lostEpoch.isEmpty() && !office::CounterScopes(*window->office).comparedAt(scope).isValid())
                problems << u"%1 has not compared %2"_s.arg(who, scope);
        }
    }
    return problems;
}

void Oracle::checkAtRest()
{
    check();
    const PowerLossVfs::Quiet quiet;
    try {
        for (auto &window : m_world.windows()) {
            if (!window->isRotten && !isShutOut(window->device))
                checkConvergence(*window);
        }
        checkConfirmedAtRest();
        checkBootstrap();
    } catch (const std::exception &fault) {
        fail(1, QString::fromUtf8(fault.what()));
    }
}

void Oracle::checkShutOutAtRest()
{
    for (const auto &window : m_world.windows()) {
        if (!window->isRotten && window->isUp() && isShutOut(window->device) && window->agent->status().pending > 0)
            fail(16, u"window %1 was shut out, and %2 of its acts never came to the centre"_s.arg(window->index + 1).arg(window->agent->status().pending));
    }
}

/// Law 8: at rest a window holds exactly what the centre holds in its scopes, and shows nothing else.
void Oracle::checkConvergence(Window &window)
{
    storage::Database &db = window.office->store().database;
    const office::CounterSync sync(*window.office);
    QSet<QString> expected;
    for (const QString &scope : sync.scopes()) {
        const QHash<QString, FeedRow> rows = m_model.feed.value(scope);
        for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
            if (row->op != "p"_L1)
                continue;
            expected.insert(row.key());
            const auto held = db.row(u"SELECT version, base FROM document WHERE id = ?"_s, {row.key()});
            const DocumentAtCentre &document = m_model.documents[row.key()];
            if (!held || held->integer(0) != document.version || objectOf(held->text(1).toUtf8()) != objectOf(document.body))
                fail(8, u"at rest window %1 holds %2 %3 in version %4, the centre in %5"_s.arg(window.index + 1).arg(document.kind, row.key()).arg(held ? held->integer(0) : 0).arg(document.version));
        }
    }
    for (const storage::Row &row : db.rows(u"SELECT id, kind FROM document"_s)) {
        if (!expected.contains(row.text(0)))
            fail(8, u"at rest window %1 holds %2 %3, which is not in its scopes"_s.arg(window.index + 1).arg(row.text(1), row.text(0)));
    }
    if (db.number(u"SELECT count(*) FROM document WHERE view IS NOT NULL"_s) > 0 || db.number(u"SELECT count(*) FROM journal WHERE overlay = 1"_s) > 0)
        fail(8, u"at rest window %1 still lays something over what the centre said"_s.arg(window.index + 1));
    if (db.row(u"PRAGMA integrity_check"_s)->text(0) != "ok"_L1)
        fail(7, u"the database of window %1 is damaged"_s.arg(window.index + 1));
}

/// Laws 1, 4, 16, 18 and 23 at rest: every confirmed act is done or refused at the centre, and its window knows which.
void Oracle::checkConfirmedAtRest()
{
    QHash<QString, std::pair<QString, QString>> fates; // id → outcome and how it was closed, as the windows have it
    QSet<int> troubled; // windows that said that their disk is not to be trusted
    for (auto &window : m_world.windows()) {
        try {
            if (window->isUp()) {
                for (const storage::Row &row : window->office->store().database.rows(u"SELECT id, fate FROM journal"_s))
                    fates[row.text(0)] = {row.text(1), {}};
            }
        } catch (const std::exception &) {
            window->told = u"office.store-corrupt"_s;
        }
        if (window->isRotten && (!window->isUp() || !window->told.isEmpty() || window->agent->status().problem.startsWith("office."_L1)))
            troubled.insert(window->index);
    }
    for (auto entry = m_confirmed.cbegin(); entry != m_confirmed.cend(); ++entry) {
        const auto atCentre = m_model.operations.constFind(entry.key());
        if (atCentre == m_model.operations.cend()) {
            const auto &window = m_world.windows()[size_t(entry->window)];
            // Law 1 on a rotten disk: the act is still there to be read, or the window said that it can't be trusted.
            const bool isKept = window->isRotten && (fates.contains(entry.key()) || troubled.contains(entry->window));
            if (!entry->mayVanish && !isKept)
                fail(isShutOut(window->device) ? 16 : m_backup ? 23 : 1, u"operation %1 (%2 at window %3) was confirmed and the centre never heard of it"_s.arg(entry.key(), entry->type).arg(entry->window + 1));
            continue;
        }
        if (atCentre->outcome != "applied"_L1 && atCentre->outcome != "rejected"_L1)
            fail(1, u"operation %1 is '%2' at rest"_s.arg(entry.key(), atCentre->outcome));
        const QString fate = fates.value(entry.key()).first;
        if (fate.isEmpty() || m_world.windows()[size_t(entry->window)]->isRotten)
            continue; // its window went back in time; the centre has it
        if ((fate == "accepted"_L1) != (atCentre->outcome == "applied"_L1))
            fail(1, u"operation %1 is %2 at the window and %3 at the centre"_s.arg(entry.key(), fate, atCentre->outcome));
    }
    QSet<QString> erased;
    for (const AtCentre &entry : std::as_const(m_model.operations)) {
        if (entry.type == "document.erase"_L1 && entry.outcome == "applied"_L1)
            erased << entry.doc;
    }
    for (const storage::Row &row : centre().rows(u"SELECT id, result FROM journal WHERE stream <> 'centre'"_s)) {
        const AtCentre entry = m_model.operations.value(row.text(0));
        QJsonObject left = objectOf(entry.result); // an erasure takes the person out of it, and nothing else
        left.remove(u"document"_s);
        left.remove(u"ours"_s);
        const bool isErased = erased.contains(entry.doc) && objectOf(row.text(1).toUtf8()) == left;
        if (entry.result != row.text(1).toUtf8() && !isErased)
            fail(4, u"the stored outcome of %1 changed"_s.arg(row.text(0)));
    }
    const qint64 twice = centre().number(u"SELECT count(*) FROM (SELECT number FROM receipt GROUP BY number HAVING count(DISTINCT doc) > 1)"_s);
    if (twice > 0)
        fail(18, u"%1 numbers are on the register twice"_s.arg(twice));
}

/// Law 21: who begins at nothing and reads in small pages has in the end what the centre has.
void Oracle::checkBootstrap()
{
    PowerLossVfs &vfs = PowerLossVfs::instance();
    const int process = vfs.process();
    vfs.setProcess(vfs.newProcess());
    {
        auto opened = office::Office::open({m_world.centreDisk().path(u"centre.db"_s), office::Office::Side::Centre, [this] { return m_world.centreTime(); }, true});
        if (opened) {
            const office::Centre centre(**opened);
            const QHash<QString, qint64> heads = m_model.heads;
            for (auto head = heads.cbegin(); head != heads.cend(); ++head) {
                QHash<QString, qint64> held;
                domain::Cursor cursor;
                for (bool more = true; more;) {
                    const domain::ScopePage page = centre.changes(head.key(), cursor, 3, 1 << 20);
                    if (page.problem) {
                        fail(21, u"scope %1 can't be read from the beginning: %2"_s.arg(head.key(), page.problem->code));
                        break;
                    }
                    qint64 last = cursor.seq;
                    for (const domain::ChangeRow &row : page.rows) {
                        if (row.seq < last || row.seq > page.upto)
                            fail(28, u"a page of %1 splits a transaction"_s.arg(head.key()));
                        last = row.seq;
                        if (row.kind == domain::ChangeRow::Kind::Put)
                            held[row.id] = row.version;
                        else
                            held.remove(row.id);
                    }
                    cursor = {page.epoch, page.upto};
                    more = page.more;
                    if (more && page.rows.isEmpty())
                        break;
                    // Law 28: no transaction is split between two pages.
                    for (const FeedRow &row : m_model.feed.value(head.key())) {
                        Q_UNUSED(row)
                    }
                    for (auto row = m_model.feed[head.key()].cbegin(); row != m_model.feed[head.key()].cend(); ++row) {
                        if (row->seq <= page.upto && row->op == "p"_L1 && held.value(row.key()) != row->version)
                            fail(28, u"a page of %1 up to %2 leaves out %3 at %4"_s.arg(head.key()).arg(page.upto).arg(row.key()).arg(row->seq));
                    }
                }
                qint64 expected = 0;
                for (const FeedRow &row : m_model.feed.value(head.key()))
                    expected += row.op == "p"_L1 ? 1 : 0;
                if (held.size() != expected)
                    fail(21, u"read from the beginning %1 gives %2 documents, the centre has %3"_s.arg(head.key()).arg(held.size()).arg(expected));
            }
        }
    }
    vfs.setProcess(process);
}

} // namespace simulation
