// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/counterscopes.h"
#include "office/overlay.h"
#include "office/store.h"
#include <QJsonDocument>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::HeldVersion;
using domain::Result;

namespace {

constexpr int documentsAtOnce = 100; // some 10 ms
constexpr int stepsAtOnce = 4000;
const QString droppedSetting = u"dropped-scopes"_s;
const QString scrubSetting = u"search-scrub"_s;

QString comparedSetting(const QString &scope)
{
    return u"compared "_s + scope;
}

QStringList listOf(const Store &store, const QString &name, const QString &otherwise = {})
{
    return store.settings.text(name, otherwise).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

void CounterScopes::set(const QStringList &scopes, const QString &district)
{
    m_office.read<bool>([&] {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        QStringList dropped = listOf(store, droppedSetting);
        for (const QString &scope : listOf(store, u"scopes"_s)) {
            if (scopes.contains(scope))
                continue;
            dropped << scope;
            store.cursors.remove(scope);
            store.settings.set(comparedSetting(scope), QString());
        }
        dropped.removeIf([&](const QString &scope) { return scopes.contains(scope); });
        dropped.removeDuplicates();
        store.settings.set(droppedSetting, dropped.join(u' '));
        store.settings.set(u"scopes"_s, scopes.join(u' '));
        store.settings.set(u"district"_s, district);
        transaction.commit();
        return true;
    });
}

bool CounterScopes::holdsAny(const QString &scope) const
{
    return m_office.read<bool>([&] { return !storage::HoldingStore(m_office.store().database).idsInScope(scope, 1).isEmpty(); });
}

bool CounterScopes::isDropping() const
{
    return m_office.read<bool>([&] { return !m_office.store().settings.text(droppedSetting).isEmpty(); });
}

/// One transaction; what it changed is told after it.
Result<Done> CounterScopes::changing(const std::function<void(Overlay &)> &work)
{
    QStringList changed;
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        Overlay overlay(m_office);
        work(overlay);
        overlay.uncover(); // what was waited for may be no longer ours to wait for
        overlay.rerun();
        changed = overlay.changed();
        transaction.commit();
        return Done{};
    });
    if (done && !changed.isEmpty())
        Q_EMIT m_office.changed(changed);
    return done;
}

Result<bool> CounterScopes::dropSome()
{
    bool more = false;
    const Result<Done> done = changing([&](Overlay &overlay) {
        Store &store = m_office.store();
        QStringList dropped = listOf(store, droppedSetting);
        if (dropped.isEmpty())
            return;
        const storage::HoldingStore holdings(store.database);
        const QStringList docs = holdings.idsInScope(dropped.first(), documentsAtOnce);
        for (const QString &doc : docs)
            overlay.leave(doc, dropped.first());
        if (docs.size() < documentsAtOnce) {
            dropped.removeFirst();
            store.settings.set(droppedSetting, dropped.join(u' '));
        }
        more = !dropped.isEmpty();
    });
    return done ? Result<bool>(more) : Result<bool>(done.refusal());
}

bool CounterScopes::scrubSome()
{
    return m_office.read<bool>([&] {
        Store &store = m_office.store();
        const QString state = store.settings.text(scrubSetting);
        if (state.isEmpty())
            return false;
        const bool more = storage::HoldingStore(store.database).scrubSearch(state == "wanted"_L1);
        store.settings.set(scrubSetting, more ? u"begun"_s : QString());
        return more;
    });
}

CounterScopes::Walk CounterScopes::walk(const QString &scope, const QList<int> &buckets) const
{
    Walk walk;
    walk.scope = scope;
    for (const int bucket : buckets)
        walk.found.insert(bucket, {});
    walk.at = m_office.read<domain::Cursor>([&] { return m_office.store().cursors.of(scope); });
    return walk;
}

bool CounterScopes::goOn(Walk &walk) const
{
    return m_office.read<bool>([&] {
        Store &store = m_office.store();
        const domain::Cursor now = store.cursors.of(walk.scope);
        if (now.epoch != walk.at.epoch || now.seq != walk.at.seq)
            return false;
        const QList<HeldVersion> held = storage::HoldingStore(store.database).held(walk.scope, walk.after, stepsAtOnce);
        for (const HeldVersion &document : held) {
            walk.after = document.id;
            if (document.version == 0)
                continue; // ours alone, the centre has not said anything of it
            if (walk.found.isEmpty())
                walk.digest.toggle(document.id, document.version);
            else if (const auto bucket = walk.found.find(domain::StateDigest::bucketOf(document.id)); bucket != walk.found.end())
                bucket->append(document);
        }
        walk.isOver = held.size() < stepsAtOnce;
        return true;
    });
}

CounterScopes::Repair CounterScopes::compare(const QList<HeldVersion> &ours, const QList<HeldVersion> &centres)
{
    QHash<QString, qint64> held;
    for (const HeldVersion &document : ours)
        held.insert(document.id, document.version);
    Repair repair;
    for (const HeldVersion &document : centres) {
        if (held.take(document.id) != document.version)
            repair.fetch << document.id;
    }
    repair.remove = held.keys();
    repair.remove.sort();
    return repair;
}

Result<Done> CounterScopes::put(const domain::Document &document)
{
    const Result<Done> done = changing([&](Overlay &overlay) {
        const QStringList scopes = listOf(m_office.store(), u"scopes"_s, u"ref"_s);
        const bool isOurs = std::any_of(document.scopes.begin(), document.scopes.end(), [&scopes](const QString &scope) { return scopes.contains(scope); });
        const auto held = storage::HoldingStore(m_office.store().database).versionOf(document.id);
        if (!isOurs || (held && *held > document.version))
            return;
        domain::ChangeRow row;
        row.id = document.id;
        row.documentKind = document.kind;
        row.version = document.version;
        row.scopes = document.scopes;
        row.bodyText = QJsonDocument(document.body).toJson(QJsonDocument::Compact);
        overlay.take(row, {});
        overlay.heard({row.id});
    });
    if (done && document.scopes.contains(domain::referenceScope))
        m_office.renewRules({document.id});
    return done;
}

Result<Done> CounterScopes::remove(const QString &scope, const QStringList &docs)
{
    const Result<Done> done = changing([&](Overlay &overlay) {
        for (const QString &doc : docs)
            overlay.leave(doc, scope);
        overlay.heard(docs);
    });
    if (done && scope == domain::referenceScope)
        m_office.renewRules(docs);
    return done;
}

bool CounterScopes::beginRun()
{
    return m_office.read<bool>([&] {
        storage::SettingStore &settings = m_office.store().settings;
        const bool wasCutShort = settings.text(u"running"_s) == "yes"_L1;
        settings.set(u"running"_s, u"yes"_s);
        return wasCutShort;
    });
}

void CounterScopes::endRun()
{
    m_office.read<bool>([&] {
        m_office.store().settings.set(u"running"_s, QString());
        return true;
    });
}

QDateTime CounterScopes::comparedAt(const QString &scope) const
{
    return m_office.read<QDateTime>([&] { return QDateTime::fromString(m_office.store().settings.text(comparedSetting(scope)), Qt::ISODateWithMs); });
}

void CounterScopes::forgetCompared()
{
    m_office.read<bool>([&] {
        for (const QString &scope : listOf(m_office.store(), u"scopes"_s, u"ref"_s))
            m_office.store().settings.set(comparedSetting(scope), QString());
        return true;
    });
}

void CounterScopes::noteCompared(const QString &scope)
{
    m_office.read<bool>([&] {
        m_office.store().settings.set(comparedSetting(scope), m_office.now().toString(Qt::ISODateWithMs));
        return true;
    });
}

} // namespace office
