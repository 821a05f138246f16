// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QHash>
#include <QStringList>

namespace domain {

/// How far a right reaches: upon whose documents it may be used.
enum class Reach {
    Own,        ///< what the person themself did or is
    Department, ///< in the own district, and only where one of the own departments has a say
    Place,      ///< of the own hall
    District,   ///< of the own district
    Any,        ///< of all
};
QString toCode(Reach reach); ///< "own", "department", "place", "district", "any"

/// Who may do what, as resources/access/permissions.json says: role × kind of operation × reach; which pages a role sees and
/// what it may ask the centre for. The same table at the window and at the centre. What nobody named is nobody's.
class Permissions
{
public:
    /// The table this program carries. A table that can't be read is a slip of the build: asserted at the first use.
    static const Permissions &table();
    /// Refusals: permissions.malformed {member}.
    static Result<Permissions> fromJson(const QByteArray &json);

    /// All roles, in the order of the table; the last ones are no people.
    QStringList roles() const { return m_roles; }
    /// Roles a member of staff may hold.
    QStringList staffRoles() const;
    /// Kinds of operations named in the table, in its order.
    QStringList kinds() const { return m_kinds; }
    /// What these roles together allow of an operation; empty: nothing.
    QList<Reach> reaches(const QStringList &roles, QStringView kind) const;
    /// Roles a page is open to; none when nobody named it.
    QStringList pageRoles(const QString &page) const { return m_pages.value(page); }
    QStringList pages() const { return m_pageNames; }
    /// Roles a question to the centre is open to; none when nobody named it.
    QStringList requestRoles(const QString &request) const { return m_requests.value(request); }
    QStringList requests() const { return m_requestNames; }
    /// Whether one person may hold these roles together. 等保2.0 三级: the administrators of the system, of its security and of
    /// its audit are three people, and none of them works on cases. Refusals: staff.role-unknown {role},
    /// staff.roles-conflict {roles}.
    Result<Done> mayHold(const QStringList &roles) const;
    /// The whole as a document for people (docs/permissions.md).
    QString asMarkdown() const;

private:
    QStringList m_roles, m_kinds, m_pageNames, m_requestNames;
    QHash<QString, QString> m_groups;                  ///< of a role: business, security, audit, system, program
    QHash<QString, QHash<QString, Reach>> m_reaches;   ///< by kind and role
    QHash<QString, QStringList> m_pages, m_requests;
};

} // namespace domain
