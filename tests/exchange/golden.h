// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

/// The messages as they were agreed upon, a folder for each version of the protocol: tests/exchange/fixtures/v<n>. What is there
/// is never changed; a change is a new version. The stories here are told of the oldest one, tst_versions.cpp tells of all.
namespace golden {

inline QByteArray bytes(const QString &file)
{
    QFile fixture(QStringLiteral(ONEWINDOW_SOURCE_DIR "/tests/exchange/fixtures/v3/") + file);
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
