// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>
#include <QString>
#include <utility>
#include <variant>

namespace domain {

/// The office says no. A value, never an exception: `code` is stable and the same at the window, on the wire and at
/// the centre ("tolerance.essential-material"); `facts` are what a sentence about it needs. The sentence itself is
/// made only in forms/shared/refusaltext.cpp.
struct Refusal
{
    QString code;
    QJsonObject facts;

    bool operator==(const Refusal &) const = default;
    QJsonObject toJson() const { return {{QStringLiteral("code"), code}, {QStringLiteral("facts"), facts}}; }
    static Refusal fromJson(const QJsonObject &json)
    {
        return {json[QStringLiteral("code")].toString(), json[QStringLiteral("facts")].toObject()};
    }
};

/// Makes a refusal: refuse(u"identity.checksum", {{"number", …}}).
inline Refusal refuse(QStringView code, QJsonObject facts = {}) { return {code.toString(), std::move(facts)}; }

/// Either a value or the refusal that stands in its place.
template<class T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::move(value)) {}
    Result(Refusal refusal) : m_content(std::move(refusal)) {}

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }
    /// The value. Only when ok().
    const T &value() const & { Q_ASSERT(ok()); return std::get<0>(m_content); }
    T &value() & { Q_ASSERT(ok()); return std::get<0>(m_content); }
    T &&value() && { Q_ASSERT(ok()); return std::get<0>(std::move(m_content)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    /// The refusal. Only when not ok().
    const Refusal &refusal() const { Q_ASSERT(!ok()); return std::get<1>(m_content); }

private:
    std::variant<T, Refusal> m_content;
};

/// For acts that give nothing back but may be refused.
struct Done
{
    bool operator==(const Done &) const = default;
};

} // namespace domain
