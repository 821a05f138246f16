// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/router.h"
#include "domain/jsontime.h"
#include "exchange/paths.h"
#include "office/operationkinds.h"
#include "server/http/compression.h"
#include "server/tasks/attachments.h"
#include "server/tasks/deadlines.h"
#include "server/tasks/history.h"
#include "server/tasks/journal.h"

namespace server {
using namespace Qt::StringLiterals;

const QList<Route> &Router::table()
{
    static const QList<Route> routes = sessionRoutes() + streamRoutes() + changeRoutes() + numberRoutes() + documentRoutes() + deviceRoutes()
                                       + attentionRoutes() + oversightRoutes() + eventRoutes() + snapshotRoutes() + blobRoutes() + partnerRoutes() + publicRoutes() + ratingRoutes() + healthRoutes();
    return routes;
}

QList<std::pair<QByteArray, QString>> Router::routes()
{
    QList<std::pair<QByteArray, QString>> list;
    for (const Route &route : table())
        list << std::pair(route.method, route.pattern);
    return list;
}

const Route *Router::match(QByteArrayView method, const QStringList &segments, QStringList *parameters, QByteArrayList *otherMethods)
{
    for (const Route &route : table()) {
        const QStringList wanted = route.pattern.split(u'/', Qt::SkipEmptyParts);
        if (wanted.size() != segments.size())
            continue;
        QStringList found;
        bool fits = true;
        for (qsizetype i = 0; i < wanted.size() && fits; ++i) {
            const qsizetype close = wanted[i].indexOf(u'}');
            const QString ending = wanted[i].mid(close + 1);
            if (!wanted[i].startsWith(u'{'))
                fits = wanted[i] == segments[i];
            else if ((fits = segments[i].endsWith(ending) && segments[i].size() > ending.size()))
                found << segments[i].chopped(ending.size());
        }
        if (!fits)
            continue;
        if (route.method == method) {
            *parameters = found;
            return &route;
        }
        *otherMethods << route.method;
    }
    return nullptr;
}

RouteTraits Router::traits(QByteArrayView method, QByteArrayView path)
{
    Request request;
    request.path = path.toByteArray();
    QStringList parameters;
    QByteArrayList otherMethods;
    const Route *route = match(method, request.segments(), &parameters, &otherMethods);
    if (!route)
        return {};
    RouteTraits traits = route->traits;
    traits.pattern = route->pattern;
    return traits;
}

Router::Router(CentreHouse &house, Lane lane, std::unique_ptr<office::Office> office)
    : m_house(house), m_lane(lane), m_office(std::move(office)), m_centre(*m_office), m_tokens(m_centre.tokenKey()),
      m_healing(*m_office), m_desk{m_house, *m_office, m_centre, m_tokens, m_healing, lane == Lane::Write}
{
}

Answer Router::answer(const Request &request)
{
    QStringList parameters;
    QByteArrayList otherMethods;
    const Route *route = match(request.method, request.segments(), &parameters, &otherMethods);
    refreshRules();
    doParked();
    m_desk.device.clear();
    m_desk.refused.clear();
    Answer answer = route ? route->answer(m_desk, request, parameters) : Answer(notOffered(otherMethods));
    if (auto *response = std::get_if<Response>(&answer)) {
        response->device = m_desk.device;
        response->codes += m_desk.refused;
        response->headers.insert(exchange::timeHeader, domain::instantText(m_house.clock()).toLatin1());
        // Tokens stand beside names the asker chose: how well they compress together would tell of them.
        if (!route || !route->secret)
            compress(request, *response);
    }
    announce();
    return answer;
}

Response Router::notOffered(QByteArrayList methods)
{
    if (methods.isEmpty())
        return Response::problem(404, u"request.path"_s, u"There is nothing here"_s);
    Response response = Response::problem(405, u"request.method"_s, u"This method is not offered here"_s);
    if (methods.contains("GET"))
        methods << "HEAD";
    response.headers.insert("Allow", methods.join(", "));
    return response;
}

/// Once after each start, for a start may be an upgrade.
void Router::doParked()
{
    const qsizetype known = office::operationKinds().size() - office::withheldKinds().size();
    if (m_lane != Lane::Write || known == m_kindsDone)
        return;
    if (m_centre.doParked())
        m_kindsDone = known;
}

void Router::rest()
{
    if (m_lane != Lane::Write)
        return;
    refreshRules();
    doParked();
    runDeadlines(m_centre);
    settleOutgoing(m_desk);
    writeDownContacts();
    tendHistory(m_desk);
    tendJournal(m_desk);
    tendAttachments(m_desk);
    m_office->rest();
    announce();
}

void Router::writeDownContacts()
{
    QList<office::Centre::Contact> contacts;
    for (const ContactBook::Entry &entry : m_house.contacts.take())
        contacts << office::Centre::Contact{entry.device, entry.scope, entry.seq, entry.at};
    m_centre.noteContacts(contacts);
}

void Router::refreshRules()
{
    // Another connection may have published reference documents; their scope's head tells.
    const qint64 head = m_centre.head(domain::referenceScope.toString());
    if (head == m_rulesHead)
        return;
    const auto before = m_office->rules();
    if (m_rulesHead < 0)
        m_office->reloadRules();
    else if (const auto changed = m_centre.docsSince(domain::referenceScope.toString(), m_rulesHead))
        m_office->renewRules(*changed);
    if (m_office->rules() != before) // else they could not be read: the next request tries again
        m_rulesHead = head;
}

void Router::announce()
{
    const QStringList moved = m_centre.takeMovedScopes();
    if (!moved.isEmpty() && m_house.headsMoved)
        m_house.headsMoved(moved);
}

} // namespace server
