// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/jsontime.h"
#include "forms/desk/identityreader.h"
#include "forms/desk/paperprinter.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/draftkeeper.h"
#include "forms/intake/intakepage.h"
#include "forms/shared/desk.h"
#include "office/drafts.h"
#include "tests/support/hall.h"
#include <QApplication>
#include <QLineEdit>
#include <QTest>
#include <QTimer>

/// A reader on which a card lies, or none.
class CardOnDesk : public forms::IdentityReader
{
public:
    std::optional<domain::CardText> card;
    void read() override
    {
        m_reading = true;
        QTimer::singleShot(0, this, [this] {
            if (!std::exchange(m_reading, false))
                return;
            if (card)
                Q_EMIT cardRead(*card);
            else
                Q_EMIT failed(domain::refuse(u"cardreader.no-card"));
        });
    }
    void cancel() override { m_reading = false; }

private:
    bool m_reading = false;
};

/// A printer that keeps what it is given, and whether the case was on disk by then.
class TrayOfPapers : public forms::PaperPrinter
{
public:
    explicit TrayOfPapers(office::Archive archive) : m_archive(archive) {}
    QList<domain::Paper> papers;
    bool empty = false;            ///< out of paper
    bool declined = false;         ///< the clerk closes the preview without printing
    bool alwaysAfterDisk = true;   ///< every paper's case was found on disk when it came out
    void print(const QList<domain::Paper> &asked) override
    {
        alwaysAfterDisk = alwaysAfterDisk && m_archive.count({}) > 0;
        QTimer::singleShot(0, this, [this, asked] {
            if (empty) {
                Q_EMIT failed(domain::refuse(u"paper.no-printer"));
                return;
            }
            if (declined) {
                Q_EMIT printed(0);
                return;
            }
            papers += asked;
            Q_EMIT printed(int(asked.size()));
        });
    }
    QStringList kinds() const
    {
        QStringList kinds;
        for (const domain::Paper &paper : papers)
            kinds << paper.kind;
        return kinds;
    }

private:
    office::Archive m_archive;
};

/// The intake page at window 3 as a clerk has it before them, worked by key presses that are counted.
class IntakeRig : public QObject
{
public:
    explicit IntakeRig(QDate today = QDate(2026, 11, 20))
        : hall(today), desk(hall.office(), [this] { return domain::hallTime(hall.now()); }), printer(hall.archive())
    {
        const office::Actor clerk = hall.clerk();
        desk.setSession({clerk.staffId, clerk.staffName, clerk.roles.first(), clerk.roles, hall.place().id, hall.place().name, clerk.counter, QStringLiteral("3号窗口")});
        desk.setReader(&reader);
        desk.setPrinter(&printer);
        connect(&desk, &forms::Desk::said, this, [this](const forms::Notice &notice) { said << notice; });
        connect(&desk, &forms::Desk::pageRequested, this, [this](const QString &page, const QString &argument) { opened << QString(page + QLatin1Char(' ') + argument); });
        openPage();
    }

    void openPage()
    {
        page = std::make_unique<forms::IntakePage>(desk);
        page->resize(1234, 680);
        page->show();
        page->activate({}); // as the main window does: at once
        QVERIFY2(QTest::qWaitForWindowActive(page.get()), "the page must have the keyboard");
        QCoreApplication::processEvents();
        said.clear();
        presses = 0;
    }

    /// One key press, to whatever has the keyboard. It takes a second: nothing happens twice in the same instant.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        hall.setNow(hall.now().addSecs(1));
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : page.get(), key, modifiers);
        ++presses;
        QCoreApplication::processEvents();
    }
    void type(const QString &text)
    {
        for (const QChar character : text) {
            QTest::keyClick(QApplication::focusWidget(), character.toLatin1());
            ++presses;
        }
        QCoreApplication::processEvents();
    }
    /// As an input method enters text: whole, in one event.
    void compose(const QString &text)
    {
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(QApplication::focusWidget(), &event);
        QCoreApplication::processEvents();
    }
    void ctrl(Qt::Key key) { press(key, Qt::ControlModifier); }
    void decide() { press(Qt::Key_Return, Qt::ControlModifier); }

    template<class T = QWidget>
    T *part(const QString &name) const
    {
        T *found = page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    QString focusName() const { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString(); }
    QString verdict() const { return domain::toCode(page->hand().decision().verdict); }
    QString lastSaid() const { return said.isEmpty() ? QString() : said.last().text; }
    const forms::IntakeCase &typed() const { return page->hand().typed(); }
    domain::MaterialMark markOf(const QString &key) const
    {
        for (const domain::CaseMaterial &material : page->hand().decision().materials) {
            if (material.key == key)
                return material.mark;
        }
        qFatal("no material is called %s", qPrintable(key));
    }
    /// Goes to a material in the list by arrows.
    void goToMaterial(const QString &key)
    {
        const auto materials = page->hand().decision().materials;
        press(Qt::Key_F7);
        press(Qt::Key_Home);
        for (const domain::CaseMaterial &material : materials) {
            if (material.key == key)
                return;
            press(Qt::Key_Down);
        }
        qFatal("no material is called %s", qPrintable(key));
    }

    /// Reads a card, chooses an item by initials and answers its questions by digits.
    void begin(const domain::CardText &card, const QString &initials, const QString &digits)
    {
        reader.card = card;
        press(Qt::Key_F3);
        press(Qt::Key_F4);
        if (initials.isEmpty())
            return;
        type(initials);
        press(Qt::Key_Return);
        type(digits);
    }
    static domain::CardText cardOf(const QString &name = QStringLiteral("张三"), const QString &number = QStringLiteral("610116199003070014"))
    {
        domain::CardText card;
        card.name = name;
        card.number = number;
        card.sex = (number[16].digitValue() % 2) ? domain::Sex::Male : domain::Sex::Female;
        card.birth = QDate::fromString(number.mid(6, 8), QStringLiteral("yyyyMMdd"));
        card.address = QStringLiteral("西安市长安区韦曲街道示例路1号");
        card.validFrom = QDate(2020, 1, 1);
        card.validTo = QDate(2040, 1, 1);
        return card;
    }
    /// 张三 was here before: a marriage registered.
    void makeKnown()
    {
        const auto done = hall.submit(QStringLiteral("case.accept"), hall.application(QStringLiteral("marriage-reg"), hall.person(),
                                                                                   {{QStringLiteral("marry.foreign"), false}, {QStringLiteral("marry.past"), false}}));
        QVERIFY(done.ok());
    }
    QList<office::Draft> drafts() { return office::Drafts(hall.office()).ofOwner(desk.session().staffId); }
    /// The newest case at this window.
    domain::CaseFile newestCase()
    {
        const auto rows = hall.archive().cases({}, std::nullopt, 1);
        if (rows.isEmpty())
            qFatal("no case was made");
        return *hall.archive().caseFile(rows.first().id);
    }

    support::Hall hall;
    forms::Desk desk;
    CardOnDesk reader;
    TrayOfPapers printer;
    std::unique_ptr<forms::IntakePage> page;
    QList<forms::Notice> said;
    QStringList opened;
    int presses = 0;
};
