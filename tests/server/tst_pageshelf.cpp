// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pageshelf.h"
#include <QtTest>
#include <atomic>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using server::PageShelf;

class PageShelfTest : public QObject
{
    Q_OBJECT

    int m_made = 0;
    std::function<PageShelf::Page()> making(qint64 head, const QByteArray &text)
    {
        return [this, head, text] {
            ++m_made;
            return PageShelf::Page{head, true, text};
        };
    }

private Q_SLOTS:
    void init() { m_made = 0; }

    void makesAPageOnceForAll()
    {
        PageShelf shelf;
        for (int window = 0; window < 50; ++window)
            QCOMPARE(shelf.take(u"d/610116 e.7"_s, 9, making(9, "rows")).text, "rows");
        QCOMPARE(m_made, 1);
    }

    void neverGivesAPageOfAnotherHead()
    {
        PageShelf shelf;
        shelf.take(u"d/610116 e.7"_s, 9, making(9, "old"));
        QCOMPARE(shelf.take(u"d/610116 e.7"_s, 10, making(10, "new")).text, "new");
        // A restored database has lower heads again.
        QCOMPARE(shelf.take(u"d/610116 e.7"_s, 9, making(9, "other")).text, "other");
        QCOMPARE(m_made, 3);
    }

    void keepsNothingThatWasMadeOfALaterHead()
    {
        PageShelf shelf;
        // Between the asking for the head and the reading somebody committed.
        QCOMPARE(shelf.take(u"d"_s, 9, making(10, "later")).head, 10);
        shelf.take(u"d"_s, 9, making(9, "now"));
        QCOMPARE(m_made, 2);
    }

    void keepsTheLargestPage()
    {
        PageShelf shelf;
        shelf.take(u"d"_s, 9, making(9, QByteArray(5 << 20, 'x')));
        shelf.take(u"d"_s, 9, making(9, {}));
        QCOMPARE(m_made, 1);
    }

    void keepsNoProblem()
    {
        PageShelf shelf;
        shelf.take(u"d"_s, 9, making(-1, "problem"));
        shelf.take(u"d"_s, 9, making(9, "rows"));
        QCOMPARE(m_made, 2);
    }

    void isBounded()
    {
        PageShelf shelf(4 * 100);
        const QByteArray text(60, 'x');
        // More than one board holds; whichever board a name falls on, the first is gone at the end.
        for (int n = 0; n < 400; ++n)
            shelf.take(QString::number(n), 1, making(1, text));
        m_made = 0;
        for (int n = 0; n < 400; ++n)
            shelf.take(QString::number(n), 1, making(1, text));
        QVERIFY2(m_made >= 400 - 4, "no more than one of 60 bytes fits on a board of 100");
        shelf.take(u"large"_s, 1, making(1, QByteArray(101, 'x')));
        shelf.take(u"large"_s, 1, making(1, QByteArray(101, 'x')));
        QCOMPARE(m_made, 400 + 2);
    }

    void letsOthersWaitForTheOneWhoMakesIt()
    {
        PageShelf shelf;
        std::atomic<int> made = 0;
        std::vector<std::thread> windows;
        for (int window = 0; window < 8; ++window) {
            windows.emplace_back([&] {
                for (int n = 0; n < 200; ++n) {
                    const PageShelf::Page page = shelf.take(QString::number(n), n, [&] {
                        ++made;
                        return PageShelf::Page{n, true, QByteArray::number(n)};
                    });
                    if (page.text != QByteArray::number(n))
                        std::abort();
                }
            });
        }
        for (std::thread &window : windows)
            window.join();
        QCOMPARE(made, 200);
    }
};

QTEST_GUILESS_MAIN(PageShelfTest)
#include "tst_pageshelf.moc"
