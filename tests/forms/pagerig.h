// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/jsontime.h"
#include "forms/desk/paperprinter.h"
#include "forms/shared/desk.h"
#include "support/hall.h"
#include <QTimer>

/// A printer that keeps what it is given.
class KeptPapers : public forms::PaperPrinter
{
public:
    QList<domain::Paper> papers;
    void print(const QList<domain::Paper> &asked) override
    {
        papers += asked;
        Q_EMIT printed(int(asked.size()));
    }
};

/// A hall with a desk at window 3, and what a page said and asked of it.
class PageRig : public QObject
{
public:
    support::Hall hall;
    forms::Desk desk;
    KeptPapers printer;
    QStringList said;   ///< texts of the message bar
    QStringList opened; ///< "intake case:…"

    explicit PageRig(QDate today = QDate(2026, 11, 20)) : hall(today), desk(hall.office(), [this] { return domain::hallTime(hall.now()); })
    {
        signIn(QStringLiteral("1001"));
        desk.setPrinter(&printer);
        connect(&desk, &forms::Desk::said, this, [this](const forms::Notice &notice) { said << notice.text; });
        connect(&desk, &forms::Desk::pageRequested, this, [this](const QString &page, const QString &argument) { opened << page + u' ' + argument; });
    }

    void signIn(const QString &staffNumber)
    {
        const office::Actor actor = hall.staff(staffNumber);
        forms::Session session;
        session.staffId = actor.staffId;
        session.staffName = actor.staffName;
        session.role = actor.roles.first();
        session.roles = actor.roles;
        session.placeId = hall.place().id;
        session.placeName = hall.place().name;
        session.counterId = actor.counter;
        session.counterName = QStringLiteral("3号窗口");
        desk.setSession(session);
    }

    static QJsonObject flexAnswers() { return {{QStringLiteral("flex.nonlocal"), false}, {QStringLiteral("agent.present"), false}}; }
    static QJsonObject foodAnswers()
    {
        return {{QStringLiteral("food.subject"), QStringLiteral("catering")}, {QStringLiteral("food.projects"), QJsonArray{QStringLiteral("hot")}},
                {QStringLiteral("premises.owned"), true}, {QStringLiteral("food.central"), false},
                {QStringLiteral("food.online"), false}, {QStringLiteral("agent.present"), false}};
    }

    /// A complete case accepted; gives its id.
    QString accept(const QString &name = QStringLiteral("张三"))
    {
        return done(QStringLiteral("case.accept"), hall.application(QStringLiteral("flex-ss"), support::Hall::person(name), flexAnswers()));
    }
    /// Papers taken of an incomplete application.
    QString receive()
    {
        QJsonObject body = hall.application(QStringLiteral("food-license"), support::Hall::firm(), foodAnswers());
        support::Hall::mark(body, QStringLiteral("layout"), domain::MaterialMark::Lacking);
        return done(QStringLiteral("case.receive"), body);
    }
    QString tolerate()
    {
        QJsonObject body = hall.application(QStringLiteral("food-license"), support::Hall::firm(), foodAnswers());
        support::Hall::mark(body, QStringLiteral("flow"), domain::MaterialMark::Tolerated);
        return done(QStringLiteral("tolerance.accept"), body);
    }
    QString notify(const QString &priority = {})
    {
        QJsonObject body = hall.application(QStringLiteral("food-license"), support::Hall::firm(), foodAnswers());
        support::Hall::mark(body, QStringLiteral("layout"), domain::MaterialMark::Defective, QStringLiteral("未标注尺寸"));
        if (!priority.isEmpty())
            body[QStringLiteral("priority")] = priority;
        return done(QStringLiteral("case.notify"), body);
    }
    QString done(const QString &type, const QJsonObject &body)
    {
        const auto submitted = hall.submit(type, body);
        if (!submitted)
            qFatal("%s refused: %s", qPrintable(type), qPrintable(submitted.refusal().code));
        return submitted->document().id;
    }

    /// An act that was changed on the way, so that the centre refuses it; gives the operation's id.
    QString forge(const QString &name = QStringLiteral("李四"))
    {
        hall.sync();
        accept(name);
        domain::PushBatch batch;
        batch.epoch = hall.counterSync().epoch();
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        batch.previousHash = hall.counterSync().chainHashBefore(batch.operations.first().n);
        batch.operations.first().counter = QStringLiteral("4");
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        if (!answer || !hall.counterSync().settle(*answer))
            qFatal("the forged act could not be sent");
        return batch.operations.first().id;
    }
};
