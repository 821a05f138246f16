// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/result.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

/// The codes given to refuse( in a source, also those of either branch of a condition: refuse(a ? u"x.y" : u"x.z").
QStringList codesIn(const QString &source)
{
    static const QRegularExpression call(u"refuse\\(([^;{]*?)[,;){]"_s);
    static const QRegularExpression code(u"u\"([a-z0-9]+(?:[.-][a-z0-9]+)+)\""_s);
    QStringList codes;
    for (auto calls = call.globalMatch(source); calls.hasNext();) {
        for (auto found = code.globalMatch(calls.next().captured(1)); found.hasNext();)
            codes << found.next().captured(1);
    }
    return codes;
}

QMap<QString, QString> codesOfAllSources()
{
    QMap<QString, QString> codes; // code → a file that gives it
    for (const QString &folder : {u"models"_s, u"forms"_s, u"app"_s, u"server"_s}) {
        QDirIterator files(QStringLiteral(ONEWINDOW_SOURCE_DIR "/") + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly)) {
                for (const QString &code : codesIn(QString::fromUtf8(file.readAll())))
                    codes.insert(code, file.fileName());
            }
        }
    }
    return codes;
}

} // namespace

/// Whatever the office refuses, a person reads a sentence.
class RefusalText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsCodesInSources()
    {
        QCOMPARE(codesIn(u"return refuse(u\"case.state\", {{u\"a\"_s, b}});"_s), QStringList{u"case.state"_s});
        QCOMPARE(codesIn(u"refuse(p > max ? u\"wire.too-new\" : u\"wire.too-old\",\n {})"_s), (QStringList{u"wire.too-new"_s, u"wire.too-old"_s}));
        QVERIFY(codesIn(u"u\"case.state\""_s).isEmpty());
    }

    void everyCodeOfTheSourcesHasASentence()
    {
        const QStringList known = forms::refusalCodes();
        const QMap<QString, QString> given = codesOfAllSources();
        QVERIFY(given.size() > 60);
        QStringList lacking;
        for (auto code = given.begin(); code != given.end(); ++code) {
            if (!known.contains(code.key()))
                lacking << QString(code.key() + u" in "_s + code.value());
        }
        QVERIFY2(lacking.isEmpty(), qPrintable(lacking.join(u'\n')));
    }

    void everySentenceIsOneAndEnds()
    {
        for (const QString &code : forms::refusalCodes()) {
            const QString text = forms::refusalText(domain::refuse(code));
            QVERIFY2(!text.isEmpty() && (text.front().isUpper() || text.startsWith(u'{') || text.startsWith(u'“')), qPrintable(code));
            QVERIFY2(text.size() < 180, qPrintable(QString(code + u": too long for the message bar"_s)));
        }
    }

    void factsStandInTheSentence()
    {
        QCOMPARE(forms::refusalText(domain::refuse(u"receipt.taken", {{u"number"_s, u"610116-2026-0000001-H"_s}})),
                 u"The receipt number 610116-2026-0000001-H is already used by another case; redo this one with a new number."_s);
        QCOMPARE(forms::refusalText(domain::refuse(u"case.state", {{u"state"_s, u"accepted"_s}})), u"This can't be done any more: the case is In progress."_s);
        const QString overlooked = forms::refusalText(domain::refuse(u"notice.overlooked", {{u"materials"_s, QJsonArray{u"布局图"_s, u"健康证"_s}}}));
        QVERIFY(overlooked.contains(u"布局图, 健康证"_s));
        QVERIFY(forms::refusalText(domain::refuse(u"sign-in.locked", {{u"seconds"_s, 30}})).contains(u"30"_s));
    }

    void anUnknownCodeIsNamedAndNothingIsLost()
    {
        const QString text = forms::refusalText(domain::refuse(u"made.up"));
        QVERIFY(text.contains(u"made.up"_s));
        QVERIFY(text.contains(u"Nothing is lost"_s));
    }

    void unknownWordsStayAsTheyAre()
    {
        QCOMPARE(forms::operationText(u"licence.revoke"_s), u"licence.revoke"_s);
        QCOMPARE(forms::caseStateText(u"correction"_s), u"Waiting for supplement"_s);
    }
};

QTEST_GUILESS_MAIN(RefusalText)
#include "tst_refusaltext.moc"
