// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/signinpolicy.h"
#include <QFile>
#include <QJsonArray>
#include <QSet>

static void loadCommon()
{
    Q_INIT_RESOURCE(access);
}

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr int lengthMax = 128;

QStringList texts(const QJsonArray &array)
{
    QStringList list;
    for (const QJsonValue &value : array)
        list << value.toString();
    return list;
}

/// The words the commonest passwords are made of; what people put before and after them changes nothing.
const QStringList &commonWords()
{
    static const QStringList words = [] {
        loadCommon();
        QFile file(u":/access/common-passwords.txt"_s);
        const bool open = file.open(QIODevice::ReadOnly);
        Q_ASSERT(open);
        QStringList list;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            if (!line.startsWith(u'#'))
                list << line.trimmed();
        }
        return list;
    }();
    return words;
}

int classesOf(const QString &password)
{
    bool small = false, capital = false, digit = false, other = false;
    for (const QChar sign : password) {
        if (sign >= u'a' && sign <= u'z')
            small = true;
        else if (sign >= u'A' && sign <= u'Z')
            capital = true;
        else if (sign >= u'0' && sign <= u'9')
            digit = true;
        else
            other = true;
    }
    return small + capital + digit + other;
}

/// p@ssw0rd is password.
QString plain(const QString &password)
{
    static const QHash<QChar, QChar> disguises{{u'@', u'a'}, {u'4', u'a'}, {u'0', u'o'}, {u'1', u'l'}, {u'!', u'i'}, {u'3', u'e'}, {u'$', u's'}, {u'5', u's'}, {u'7', u't'}};
    QString text = password.toLower();
    for (QChar &sign : text)
        sign = disguises.value(sign, sign);
    return text;
}

/// Whether what is left beside a common word is too little to be a password of its own.
bool isCommon(const QString &password)
{
    constexpr qsizetype ownMin = 6; // characters that are neither the word nor digits put after it
    const QString lower = password.toLower(), folded = plain(password);
    QString bare = lower;
    bare.removeIf([](QChar sign) { return !sign.isLetterOrNumber(); });
    return std::any_of(commonWords().begin(), commonWords().end(), [&](const QString &word) {
        for (const QString &text : {lower, folded, bare}) {
            if (!text.contains(word))
                continue;
            QString rest = QString(text).remove(word);
            rest.removeIf([](QChar sign) { return sign.isDigit() || !sign.isLetterOrNumber(); });
            if (rest.size() < ownMin)
                return true;
        }
        return false;
    });
}

/// aaaaaaaaaa, 1212121212.
bool isMonotonous(const QString &password)
{
    constexpr int differentMin = 5;
    return QSet<QChar>(password.begin(), password.end()).size() < differentMin;
}

} // namespace

SignInPolicy SignInPolicy::of(const Region &region)
{
    const QJsonObject said = region.more[u"signIn"_s].toObject();
    SignInPolicy policy;
    const auto number = [&](const QString &member, int usual, int least, int most) { return std::clamp(said[member].toInt(usual), least, most); };
    policy.lengthMin = number(u"lengthMin"_s, policy.lengthMin, 8, 64);
    policy.classesMin = number(u"classesMin"_s, policy.classesMin, 1, 4);
    policy.history = number(u"history"_s, policy.history, 0, 24);
    policy.maxAgeDays = number(u"maxAgeDays"_s, policy.maxAgeDays, 0, 3650);
    policy.initialHours = number(u"initialHours"_s, policy.initialHours, 1, 24 * 30);
    policy.idleMinutes = number(u"idleMinutes"_s, policy.idleMinutes, 1, 60);
    if (said.contains(u"secondFactor"_s))
        policy.secondFactor = texts(said[u"secondFactor"_s].toArray());
    return policy;
}

bool SignInPolicy::needsSecondFactor(const QStringList &roles) const
{
    return std::any_of(roles.begin(), roles.end(), [this](const QString &role) { return secondFactor.contains(role); });
}

bool SignInPolicy::isTooOld(const QDateTime &changedAt, const QDateTime &now) const
{
    return maxAgeDays > 0 && changedAt.isValid() && changedAt.daysTo(now) > maxAgeDays;
}

Result<Done> SignInPolicy::accepts(const QString &password, const QString &staffNumber, const QString &name) const
{
    if (password.size() < lengthMin)
        return refuse(u"password.too-short", {{u"least"_s, lengthMin}});
    if (password.size() > lengthMax)
        return refuse(u"password.too-long", {{u"most"_s, lengthMax}});
    if (classesOf(password) < classesMin)
        return refuse(u"password.too-simple", {{u"classes"_s, classesMin}});
    constexpr qsizetype tellingMin = 2; // a staff number "1" is in every password
    for (const QString &own : {staffNumber, name}) {
        if (own.size() >= tellingMin && password.contains(own, Qt::CaseInsensitive))
            return refuse(u"password.personal");
    }
    if (isCommon(password) || isMonotonous(password))
        return refuse(u"password.common");
    return Done{};
}

int waitAfter(int failures, int freeTries)
{
    constexpr int firstSeconds = 30, mostSeconds = 900, doublings = 10;
    return failures < freeTries ? 0 : std::min(mostSeconds, firstSeconds << std::min(failures - freeTries, doublings));
}

} // namespace domain
