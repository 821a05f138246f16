// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace Qt::StringLiterals;

/// Holds the sources to the layer table of CMakeLists.txt: linking alone leaks, since a header of any Qt module compiles
/// with only Qt6::Core linked.
class Layers : public QObject
{
    Q_OBJECT

    struct Layer
    {
        QString name, folder;
        QStringList uses;
        QStringList qt;
    };

    static QString read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    static QList<Layer> table()
    {
        QList<Layer> layers;
        static const QRegularExpression row(uR"(add_layer\(NAME (\w+)\s+FOLDER (\S+)\s+USES ([\w ]*?)\s*QT ([\w ]*?)\s*(?:LIBS [^)]*)?\))"_s);
        for (auto match = row.globalMatch(read(QStringLiteral(ONEWINDOW_SOURCE_DIR "/CMakeLists.txt"))); match.hasNext();) {
            const auto found = match.next();
            layers << Layer{found.captured(1), found.captured(2), found.captured(3).split(u' ', Qt::SkipEmptyParts), found.captured(4).split(u' ', Qt::SkipEmptyParts)};
        }
        return layers;
    }

    static QStringList sources(const QString &folder)
    {
        QStringList files;
        QDirIterator all(QStringLiteral(ONEWINDOW_SOURCE_DIR "/") + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext())
            files << all.next();
        return files;
    }

private Q_SLOTS:
    void everyIncludeFollowsAnArrow()
    {
        const QList<Layer> layers = table();
        QCOMPARE(layers.size(), 8);
        static const QRegularExpression include(uR"(^\s*#include "([a-z]+)/)"_s, QRegularExpression::MultilineOption);
        QStringList wrong;
        for (const Layer &layer : layers) {
            QStringList allowed = layer.uses + QStringList{layer.name};
            for (const QString &path : sources(layer.folder)) {
                for (auto match = include.globalMatch(read(path)); match.hasNext();) {
                    const QString used = match.next().captured(1);
                    const bool isLayer = std::any_of(layers.begin(), layers.end(), [&](const Layer &known) { return known.name == used; });
                    // A value of storage may be shown through office, which names it.
                    if (isLayer && !allowed.contains(used))
                        wrong << path + u" includes "_s + used;
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void sqlStandsOnlyInStorage()
    {
        static const QRegularExpression sql(uR"("(SELECT|INSERT|UPDATE|DELETE|CREATE TABLE) )"_s);
        QStringList wrong;
        for (const Layer &layer : table()) {
            if (layer.name == u"storage"_s)
                continue;
            for (const QString &path : sources(layer.folder)) {
                if (sql.match(read(path)).hasMatch())
                    wrong << path;
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void theModelsKnowNoWindow()
    {
        static const QRegularExpression widgets(uR"(#include <(Qt(Widgets|Gui|Network)/|QWidget|QApplication|QPainter|QNetwork))"_s);
        for (const QString &path : sources(u"models"_s))
            QVERIFY2(!widgets.match(read(path)).hasMatch(), qPrintable(path));
    }

    void everySourceNamesItsLicence()
    {
        for (const QString &folder : {u"models"_s, u"forms"_s, u"app"_s, u"server"_s, u"tests"_s}) {
            for (const QString &path : sources(folder))
                QVERIFY2(read(path).startsWith("// SPDX-License-Identifier: GPL-3.0-or-later"_L1), qPrintable(path));
        }
    }

    void theChineseTranslationIsComplete()
    {
        const QString text = read(QStringLiteral(ONEWINDOW_SOURCE_DIR "/translations/onewindow_zh_CN.ts"));
        QVERIFY(text.count(u"<message"_s) > 100);
        QVERIFY2(!text.contains(u"type=\"unfinished\""_s), "run ./dev translate and fill in what is unfinished");
    }
};

QTEST_GUILESS_MAIN(Layers)
#include "tst_layers.moc"
