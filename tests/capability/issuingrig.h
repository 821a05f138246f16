// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/issuing/issuingpage.h"
#include "forms/shared/facttable.h"
#include "forms/shared/listtable.h"
#include "office/attachments.h"
#include "support/decided.h"
#include "tests/forms/pagerig.h"
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

/// The issue desk as 吴出件 has it before them, worked by keys.
class IssuingRig : public PageRig
{
public:
    explicit IssuingRig(const QString &staff = QStringLiteral("1301")) : attachments(hall.office(), {folder.path(), qint64(1) << 30, [] { return qint64(1) << 40; }})
    {
        signIn(staff);
        desk.setAttachments(&attachments);
    }
    void open(const QString &argument = {})
    {
        page = std::make_unique<forms::IssuingPage>(desk);
        page->resize(1198, 660);
        page->show();
        page->activate(argument);
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        QCoreApplication::processEvents();
    }
    template<class T = QWidget>
    T *part(const QString &name) const
    {
        T *found = page->findChild<T *>(name);
        if (!found)
            qFatal("no part is called %s", qPrintable(name));
        return found;
    }
    int rows() const { return part<forms::ListTable>(QStringLiteral("issuingTable"))->model()->rowCount(); }
    QString cell(int row, int column) const
    {
        const auto *model = part<forms::ListTable>(QStringLiteral("issuingTable"))->model();
        return model->index(row, column).data().toString();
    }
    void type(const QString &field, const QString &text)
    {
        auto *edit = part<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(edit, &event);
        QCoreApplication::processEvents();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : page.get(), key, modifiers);
        QCoreApplication::processEvents();
    }
    /// What a scanner or a hand types into the box, and Enter.
    void search(const QString &text)
    {
        type(QStringLiteral("issuingSearch"), text);
        press(Qt::Key_Return);
    }
    void click(const QString &name)
    {
        QTest::mouseClick(part(name), Qt::LeftButton);
        QCoreApplication::processEvents();
    }
    void sign()
    {
        QWidget *pad = part(QStringLiteral("signaturePad"));
        QTest::mousePress(pad, Qt::LeftButton, {}, QPoint(20, 40));
        for (int x = 30; x < 200; x += 10)
            QTest::mouseMove(pad, QPoint(x, 40 + (x % 30)));
        QTest::mouseRelease(pad, Qt::LeftButton, {}, QPoint(200, 40));
    }
    QStringList facts() const
    {
        const auto *table = part<forms::FactTable>(QStringLiteral("issuingFacts"));
        QStringList all;
        for (int row = 0; row < table->rowCount(); ++row)
            all << table->item(row, 1)->text();
        return all;
    }
    QString lastSaid() const { return said.isEmpty() ? QString() : said.last(); }
    /// As the centre has it.
    domain::CaseFile atCentre(const QString &id) { return *domain::CaseFile::fromJson(hall.centre().document(id)->body); }

    QTemporaryDir folder;
    office::Attachments attachments;
    std::unique_ptr<forms::IssuingPage> page;
};
