// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

/// The messages as they were agreed upon: tests/exchange/fixtures. A change of one of them is a change of the protocol.
namespace golden {

inline QByteArray bytes(const QString &file)
{
    QFile fixture(QStringLiteral(ONEWINDOW_SOURCE_DIR "/tests/exchange/fixtures/") + file);
    return fixture.open(QIODevice::ReadOnly) ? fixture.readAll() : QByteArray();
}

/// The JSON of a fixture as a codec writes it.
inline QByteArray compact(const QString &file)
{
    return QJsonDocument::fromJson(bytes(file)).toJson(QJsonDocument::Compact);
}

inline QJsonObject object(const QString &file)
{
    return QJsonDocument::fromJson(bytes(file)).object();
}

inline QByteArray with(QJsonObject object, const QString &member, const QJsonValue &value)
{
    object[member] = value;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QByteArray without(QJsonObject object, const QString &member)
{
    object.remove(member);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace golden
