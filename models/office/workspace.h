// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include "domain/operation/operation.h"
#include "office/rulebook.h"

namespace office {

void enterPaperNumbers(const domain::Operation &operation, QJsonObject &caseBody);

/// What an operation works with: documents as they are within the running transaction, the rules, and the time of the act.
/// What it saves is staged here and written by the office in one go.
class Workspace
{
public:
    using Loader = std::function<std::optional<domain::Document>(const QString &id)>;
    Workspace(Loader load, std::shared_ptr<const Rulebook> rules, const domain::Operation &operation, const QDateTime &now)
        : m_load(std::move(load)), m_rules(std::move(rules)), m_operation(operation), m_now(now) {}

    const domain::Operation &operation() const { return m_operation; }
    const Rulebook &rules() const { return *m_rules; }
    /// Legal time of the act (UTC): the device's estimate of the centre's time, never later than the centre's own.
    QDateTime now() const { return m_now; }
    /// The place the act was done at; nothing when it is not known.
    const domain::Place *place() const { return m_rules->place(m_operation.place); }

    std::optional<domain::Document> load(const QString &id) const
    {
        for (const domain::Document &document : m_saved) {
            if (document.id == id)
                return document;
        }
        return m_load(id);
    }
    void save(domain::Document document)
    {
        if (document.id == m_operation.doc)
            enterPaperNumbers(m_operation, document.body);
        for (domain::Document &saved : m_saved) {
            if (saved.id == document.id) {
                saved = document;
                return;
            }
        }
        m_saved << document;
    }
    const QList<domain::Document> &saved() const { return m_saved; }

    /// Takes a document away for good, by law. Only the centre does it; windows wait for its word.
    void erase(const QString &id) { m_erased << id; }
    const QStringList &erased() const { return m_erased; }

    /// At the centre: reads what was sealed to it. A window has no such thing, and leaves what is sealed alone.
    using Unsealer = std::function<std::optional<QByteArray>(const QByteArray &box)>;
    void setUnsealer(Unsealer unsealer) { m_unsealer = std::move(unsealer); }
    bool mayUnseal() const { return bool(m_unsealer); }
    std::optional<QByteArray> unsealed(const QByteArray &box) const { return m_unsealer(box); }

    /// Marks a returned operation as dealt with.
    void closeReturned(const QString &operationId, const QString &how) { m_closed << std::pair(operationId, how); }
    const QList<std::pair<QString, QString>> &closed() const { return m_closed; }

private:
    Loader m_load;
    std::shared_ptr<const Rulebook> m_rules;
    const domain::Operation &m_operation;
    QDateTime m_now;
    QList<domain::Document> m_saved;
    QStringList m_erased;
    Unsealer m_unsealer;
    QList<std::pair<QString, QString>> m_closed;
};

} // namespace office
