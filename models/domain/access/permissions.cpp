// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

// A static library's resources are not there until somebody asks for them; the macro works outside namespaces only.
static void loadTable()
{
    Q_INIT_RESOURCE(access);
}

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr std::pair<Reach, const char16_t *> codes[]{
    {Reach::Own, u"own"}, {Reach::Department, u"department"}, {Reach::Place, u"place"}, {Reach::District, u"district"}, {Reach::Any, u"any"}};

std::optional<Reach> reachFrom(const QString &code)
{
    for (const auto &[reach, name] : codes) {
        if (QStringView(name) == code)
            return reach;
    }
    return {};
}

const QStringList &groups()
{
    static const QStringList all{u"business"_s, u"security"_s, u"audit"_s, u"system"_s, u"program"_s};
    return all;
}

/// Qt sorts the members of an object by name; in the text they stand as people arranged them.
QStringList inOrderOfText(const QJsonObject &object, const QByteArray &json)
{
    QStringList names = object.keys();
    const auto place = [&](const QString &name) { return json.indexOf(QByteArray('"' + name.toUtf8() + "\":")); };
    std::sort(names.begin(), names.end(), [&](const QString &a, const QString &b) { return place(a) < place(b); });
    return names;
}

QString cell(const QString &text)
{
    return QString(u" "_s + text + u" |"_s);
}

} // namespace

QString toCode(Reach reach)
{
    for (const auto &[value, name] : codes) {
        if (value == reach)
            return QStringView(name).toString();
    }
    return {};
}

const Permissions &Permissions::table()
{
    static const Permissions permissions = [] {
        loadTable();
        QFile file(u":/access/permissions.json"_s);
        const bool open = file.open(QIODevice::ReadOnly);
        Q_ASSERT(open);
        const Result<Permissions> read = fromJson(file.readAll());
        Q_ASSERT_X(read, "permissions.json", read ? "" : qPrintable(read.refusal().facts[u"member"_s].toString()));
        return *read;
    }();
    return permissions;
}

Result<Permissions> Permissions::fromJson(const QByteArray &json)
{
    const auto malformed = [](const QString &member) { return refuse(u"permissions.malformed", {{u"member"_s, member}}); };
    const QJsonObject whole = QJsonDocument::fromJson(json).object();
    Permissions table;
    const QJsonObject roles = whole[u"roles"_s].toObject();
    table.m_roles = inOrderOfText(roles, json);
    for (const QString &role : std::as_const(table.m_roles)) {
        const QString group = roles[role].toString();
        if (!groups().contains(group))
            return malformed(QString(u"roles."_s + role));
        table.m_groups.insert(role, group);
    }
    if (table.m_roles.isEmpty())
        return malformed(u"roles"_s);
    const QJsonObject kinds = whole[u"kinds"_s].toObject();
    table.m_kinds = inOrderOfText(kinds, json);
    if (table.m_kinds.isEmpty())
        return malformed(u"kinds"_s);
    for (const QString &kind : std::as_const(table.m_kinds)) {
        const QJsonObject row = kinds[kind].toObject();
        if (row.isEmpty())
            return malformed(QString(u"kinds."_s + kind));
        for (auto entry = row.begin(); entry != row.end(); ++entry) {
            const auto reach = reachFrom(entry.value().toString());
            if (!reach || !table.m_groups.contains(entry.key()))
                return malformed(QString(u"kinds."_s + kind + u'.' + entry.key()));
            table.m_reaches[kind].insert(entry.key(), *reach);
        }
    }
    for (auto [section, lists, names] : {std::tuple{u"pages"_s, &table.m_pages, &table.m_pageNames}, {u"requests"_s, &table.m_requests, &table.m_requestNames}}) {
        const QJsonObject rows = whole[section].toObject();
        *names = inOrderOfText(rows, json);
        for (const QString &name : std::as_const(*names)) {
            for (const QJsonValue &role : rows[name].toArray()) {
                if (!table.m_groups.contains(role.toString()))
                    return malformed(QString(section + u'.' + name));
                (*lists)[name] << role.toString();
            }
            if (lists->value(name).isEmpty())
                return malformed(QString(section + u'.' + name));
        }
    }
    return table;
}

QStringList Permissions::staffRoles() const
{
    QStringList roles = m_roles;
    roles.removeIf([this](const QString &role) { return m_groups.value(role) == "program"_L1; });
    return roles;
}

QList<Reach> Permissions::reaches(const QStringList &roles, QStringView kind) const
{
    QList<Reach> found;
    const auto row = m_reaches.constFind(kind.toString());
    if (row == m_reaches.cend())
        return found;
    for (const QString &role : roles) {
        if (const auto reach = row->constFind(role); reach != row->cend() && !found.contains(*reach))
            found << *reach;
    }
    return found;
}

Result<Done> Permissions::mayHold(const QStringList &roles) const
{
    QStringList held;
    for (const QString &role : roles) {
        const QString group = m_groups.value(role, u"program"_s);
        if (group == "program"_L1)
            return refuse(u"staff.role-unknown", {{u"role"_s, role}});
        if (!held.contains(group))
            held << group;
    }
    return held.size() <= 1 ? Result<Done>(Done{}) : Result<Done>(refuse(u"staff.roles-conflict", {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
}

QString Permissions::asMarkdown() const
{
    QString text = u"<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n# Who may do what\n\n"
                   "Made by `onewindow-server permissions` from `resources/access/permissions.json`; a test keeps the two alike.\n"
                   "The same table holds at the window and at the centre. An empty cell means no.\n\n"
                   "* **own**: what the person did or is · **department**: where one of the own departments has a say · **place**: of the own hall ·\n"
                   "  **district**: of the own district · **any**: everywhere.\n"
                   "* The centre itself acts by the clock and for the founding; nobody can hold its role.\n"
                   "* The administrators of security, of audit and of the system are three people, and none of them works on cases.\n\n## Operations\n\n"_s;
    const auto heading = [&](const QString &first, const QStringList &columns) {
        text += u"|"_s + cell(first);
        for (const QString &column : columns)
            text += cell(column);
        text += u"\n|---|"_s + QString(u"---|"_s).repeated(columns.size()) + u'\n';
    };
    heading(u"operation"_s, m_roles);
    for (const QString &kind : m_kinds) {
        text += u"|"_s + cell(QString(u"`"_s + kind + u'`'));
        for (const QString &role : m_roles) {
            const auto &row = m_reaches[kind];
            text += cell(row.contains(role) ? toCode(row[role]) : QString());
        }
        text += u'\n';
    }
    for (const auto &[title, first, names, lists] : {std::tuple{u"Pages of the client"_s, u"page"_s, &m_pageNames, &m_pages}, {u"Questions to the centre"_s, u"question"_s, &m_requestNames, &m_requests}}) {
        text += u"\n## "_s + title + u"\n\n"_s;
        heading(first, staffRoles());
        for (const QString &name : *names) {
            text += u"|"_s + cell(QString(u"`"_s + name + u'`'));
            for (const QString &role : staffRoles())
                text += cell(lists->value(name).contains(role) ? u"yes"_s : QString());
            text += u'\n';
        }
    }
    return text;
}

} // namespace domain
