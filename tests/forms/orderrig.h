// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/workorder/workorder.h"
#include "forms/shared/listtable.h"
#include "forms/workorders/orderdetail.h"
#include "forms/workorders/workorderspage.h"
#include "office/counterscopes.h"
#include "office/snapshotshelf.h"
#include "tests/forms/pagerig.h"
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

/// The page 工单 at a window, worked by keys; one sits down after the other.
class OrderRig : public PageRig
{
public:
    std::unique_ptr<forms::WorkOrdersPage> page;

    explicit OrderRig(QDate today = QDate(2026, 11, 20)) : PageRig(today)
    {
        if (!office::publishCentreKey(hall.centreOffice()))
            qFatal("the centre's key can't be published");
        hall.pull();
    }
    /// Somebody else signs in at this window: what they may see comes, what the one before saw goes.
    void sitDown(const QString &staffNumber)
    {
        page.reset();
        hall.sync();
        const domain::Staff *staff = hall.office().rules()->staffByNumber(staffNumber);
        hall.counterSync().setScopes(hall.centre().scopesOf(*staff), QStringLiteral("610116"));
        while (*office::CounterScopes(hall.office()).dropSome()) { }
        hall.pull();
        signIn(staffNumber);
        page = std::make_unique<forms::WorkOrdersPage>(desk);
        page->resize(1198, 660);
        page->show();
        page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        QCoreApplication::processEvents();
    }
    forms::ListTable *table() const { return part<forms::ListTable>(QStringLiteral("ordersTable")); }
    forms::OrderDetail *detail() const { return part<forms::OrderDetail>(QStringLiteral("orderDetail")); }
    template<class T>
    T *part(const QString &name) const
    {
        T *found = page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        hall.setNow(hall.now().addSecs(1));
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : page.get(), key, modifiers);
        QCoreApplication::processEvents();
    }
    /// As an input method enters text: whole, in one event, where the keyboard is.
    void compose(const QString &text)
    {
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(QApplication::focusWidget(), &event);
        QCoreApplication::processEvents();
    }
    /// Registers by the form; gives the order's id.
    QString registerOrder(const QString &source, const QString &words, const QString &phone = {})
    {
        table()->setFocus();
        press(Qt::Key_N);
        auto *sources = part<QComboBox>(QStringLiteral("orderFormSource"));
        sources->setCurrentIndex(sources->findData(source));
        part<QPlainTextEdit>(QStringLiteral("orderFormWords"))->setFocus();
        compose(words);
        if (!phone.isEmpty()) {
            part<QLineEdit>(QStringLiteral("orderFormPhone"))->setFocus();
            compose(phone);
        }
        press(Qt::Key_Return, Qt::ControlModifier);
        return detail()->orderId();
    }
    /// Goes to an order and does an act on it by its key; `choice` picks a code where the act has one.
    void act(const QString &id, Qt::Key key, const QString &words = {}, const QString &choice = {}, const QString &department = {})
    {
        page->activate(id);
        press(key);
        QVERIFY2(detail()->isTyping(), "the act is offered");
        if (!department.isEmpty())
            part<QComboBox>(QStringLiteral("orderDepartment"))->setEditText(department);
        if (!choice.isEmpty()) {
            auto *choices = part<QComboBox>(QStringLiteral("orderChoice"));
            QVERIFY(choices->findData(choice) >= 0);
            choices->setCurrentIndex(choices->findData(choice));
        }
        part<QPlainTextEdit>(QStringLiteral("orderWords"))->setFocus();
        if (!words.isEmpty())
            compose(words);
        press(Qt::Key_Return, Qt::ControlModifier);
    }
    /// The types of acts offered for what is shown.
    QStringList offered() const
    {
        QStringList types;
        for (const forms::OrderAct &act : detail()->acts())
            types << act.type;
        return types;
    }
    domain::WorkOrder centres(const QString &id) { return *domain::WorkOrder::fromJson(hall.centre().document(id)->body); }
    QString lastSaid() const { return said.isEmpty() ? QString() : said.last(); }
};
