// SPDX-License-Identifier: GPL-3.0-or-later
// What encryption costs a window's store: documents of about 2 KB taken in by pages as a download does, one case after the other
// as a clerk does, opened at random, read through from end to end. A plain and an encrypted store do the same in turns, so that
// whatever else the machine does meets both.
#include "domain/document.h"
#include "figures.h"
#include "office/store.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 200;  ///< of a download, in one transaction
constexpr int readsAtOnce = 2000, clicksAtOnce = 25;

domain::Document documentOf(int number)
{
    QRandomGenerator chance{quint32(number)};
    QJsonArray materials;
    for (int i = 0; i < 9; ++i) {
        materials << QJsonObject{{u"key"_s, u"material-%1"_s.arg(i)}, {u"mark"_s, chance.bounded(2) ? u"received"_s : u"lacking"_s},
                                 {u"name"_s, u"经营场所使用证明（第%1份）"_s.arg(chance.bounded(1000))}, {u"at"_s, qint64(1795139200000 + chance.bounded(1 << 30))}};
    }
    domain::Document document;
    document.id = QString::fromLatin1(QByteArray::number(chance.generate64(), 16).rightJustified(16, '0') + QByteArray::number(number, 16).rightJustified(16, '0'));
    document.kind = u"case"_s;
    document.version = 1;
    document.scopes = QStringList{u"d/610116"_s};
    document.body = {{u"number"_s, u"610116-2026-%1-7"_s.arg(number, 7, 10, QChar(u'0'))}, {u"state"_s, u"received"_s}, {u"materials"_s, materials},
                     {u"applicant"_s, QJsonObject{{u"name"_s, u"申请人%1"_s.arg(number)}, {u"number"_s, u"6101161990%1"_s.arg(chance.bounded(99999999))},
                                                  {u"address"_s, u"西安市长安区韦曲街道示例路%1号"_s.arg(chance.bounded(999))}}},
                     {u"history"_s, QString::number(chance.generate64(), 36).repeated(30)}};
    return document;
}

struct Contender
{
    Contender(const QString &path, const QByteArray &key) : path(path), store(path, storage::Database::Access::ReadWrite, key) {}
    QString path;
    office::Store store;
    QMap<QString, bench::Times> ms;
    QMap<QString, double> totalMs;

    void put(int from, int to)
    {
        storage::Transaction transaction(store.database);
        for (int number = from; number < to; ++number)
            store.documents.putBase(documents[number]);
        transaction.commit();
    }
    void measure(const QString &what, const std::function<void()> &work)
    {
        QElapsedTimer timer;
        timer.start();
        work();
        const double took = double(timer.nsecsElapsed()) / 1e6;
        ms[what].add(took);
        totalMs[what] += took;
    }
    static QList<domain::Document> documents;
};
QList<domain::Document> Contender::documents;

/// Of the medians: one round that the machine spent elsewhere says nothing.
double ratio(const Contender &sealed, const Contender &plain, const QString &what)
{
    return bench::Times::rounded(sealed.ms[what].percentile(0.5) / plain.ms[what].percentile(0.5));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addOptions({{u"rows"_s, u"Documents of each store."_s, u"n"_s, u"60000"_s}, {u"folder"_s, u"Where the stores lie."_s, u"path"_s, QDir::currentPath()}});
    arguments.process(application);
    const int rows = arguments.value(u"rows"_s).toInt() / pageRows * pageRows;
    QTemporaryDir folder(arguments.value(u"folder"_s) + u"/bench-vault-XXXXXX"_s);
    if (!folder.isValid())
        qFatal("no folder");
    for (int number = 0; number < rows; ++number)
        Contender::documents << documentOf(number);
    Contender plain(folder.filePath(u"plain.db"_s), {}), sealed(folder.filePath(u"sealed.db"_s), QByteArray(32, 'k'));
    const std::array<Contender *, 2> both{&plain, &sealed};
    auto inTurns = [&both, turn = 0](const QString &what, const std::function<void(Contender &)> &work) mutable {
        ++turn;
        for (int i = 0; i < 2; ++i) {
            Contender &who = *both[size_t((turn + i) % 2)];
            who.measure(what, [&] { work(who); });
        }
    };

    bench::say(u"%1 documents by pages of %2"_s.arg(rows).arg(pageRows));
    for (int number = 0; number < rows; number += pageRows) {
        inTurns(u"insert"_s, [&](Contender &who) {
            who.put(number, number + pageRows);
            if (number % (20 * pageRows) == 0)
                who.store.database.checkpoint();
        });
    }
    bench::say(u"%1 MB plain, %2 MB encrypted"_s.arg(QFileInfo(plain.path).size() >> 20).arg(QFileInfo(sealed.path).size() >> 20));
    for (Contender *who : both)
        who->store.database.checkpoint();

    bench::say(u"documents opened at random"_s);
    QRandomGenerator chance(7);
    for (int round = 0; round < 60; ++round) {
        QStringList ids;
        for (int i = 0; i < readsAtOnce; ++i)
            ids << Contender::documents[chance.bounded(rows)].id;
        inTurns(u"read"_s, [&](Contender &who) {
            for (const QString &id : ids) {
                if (!who.store.documents.base(id))
                    qFatal("not there");
            }
        });
    }

    bench::say(u"read through"_s);
    for (int round = 0; round < 15; ++round) {
        inTurns(u"scan"_s, [&](Contender &who) {
            if (who.store.database.number(u"SELECT count(*) FROM document WHERE base LIKE '%申请人7_55\"%'"_s) == 0)
                qFatal("not found");
        });
    }

    bench::say(u"one document after the other, each on disk"_s);
    for (int round = 0; round < 30; ++round) {
        const int from = round * clicksAtOnce;
        inTurns(u"click"_s, [&](Contender &who) {
            for (int number = from; number < from + clicksAtOnce; ++number) {
                domain::Document document = Contender::documents[number];
                document.version = 2;
                storage::Transaction transaction(who.store.database);
                who.store.documents.putBase(document);
                transaction.commit();
            }
        });
    }

    for (const QString &what : {u"insert"_s, u"read"_s, u"scan"_s, u"click"_s})
        bench::say(u"%1: plain %2 ms, encrypted %3 ms (medians of a round)"_s.arg(what).arg(plain.ms[what].percentile(0.5), 0, 'f', 2).arg(sealed.ms[what].percentile(0.5), 0, 'f', 2));
    // Taking in counts as a whole, with the moments in which the log is copied back.
    const double insert = bench::Times::rounded(sealed.totalMs[u"insert"_s] / plain.totalMs[u"insert"_s]);
    bench::print({{u"bench"_s, u"vault"_s}, {u"rows"_s, rows}, {u"insert_ratio"_s, insert}, {u"read_ratio"_s, ratio(sealed, plain, u"read"_s)},
                  {u"scan_ratio"_s, ratio(sealed, plain, u"scan"_s)}, {u"click_ratio"_s, ratio(sealed, plain, u"click"_s)}});
    return 0;
}
