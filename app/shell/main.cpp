// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/seat.h"
#include "forms/shared/refusaltext.h"
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLockFile>
#include <QStandardPaths>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

/// Shows why the program can't start, in a window, for there is nobody at a terminal to read it.
std::unique_ptr<QLabel> explanation(const QString &sentence)
{
    auto label = std::make_unique<QLabel>(sentence);
    label->setObjectName(u"startFailure"_s);
    label->setAccessibleName(sentence);
    label->setWordWrap(true);
    label->setMargin(32);
    label->setMinimumWidth(560);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWindowTitle(QApplication::applicationDisplayName());
    label->show();
    return label;
}

app::Client::Options optionsFrom(const QCommandLineParser &arguments)
{
    app::Client::Options options;
    options.dataFolder = arguments.value(u"data"_s);
    if (options.dataFolder.isEmpty())
        options.dataFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    options.centre = QUrl(arguments.value(u"server"_s));
    options.caFile = arguments.value(u"ca"_s);
    options.counterId = arguments.value(u"counter"_s);
    options.printFolder = arguments.value(u"print-to"_s);
    options.cardFile = arguments.value(u"card"_s);
    options.readerPort = arguments.value(u"reader"_s);
    options.staffNumber = arguments.value(u"staff"_s);
    options.usesDesktopKeys = arguments.value(u"key-store"_s) == "desktop"_L1;
    options.language = arguments.value(u"language"_s);
    options.theme = arguments.value(u"theme"_s);
    options.fontPt = arguments.value(u"font-pt"_s).toDouble();
    QFile password(arguments.value(u"password-file"_s));
    if (!password.fileName().isEmpty() && password.open(QIODevice::ReadOnly))
        options.password = QString::fromUtf8(password.readAll()).trimmed();
    return options;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"onewindow"_s);
    QApplication::setApplicationVersion(QStringLiteral(ONEWINDOW_VERSION));
    // The words of a failed start come before any preference is known; Chinese is the default.
    QTranslator chinese;
    if (chinese.load(u":/i18n/onewindow_zh_CN.qm"_s))
        QApplication::installTranslator(&chinese);
    QApplication::setApplicationDisplayName(QCoreApplication::translate("main", "OneWindow"));
    QCommandLineParser arguments;
    arguments.setApplicationDescription(u"OneWindow, the counter of a public service hall."_s);
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addOptions({{u"data"_s, u"Folder of the local store."_s, u"folder"_s},
                          {u"server"_s, u"Address of the centre."_s, u"url"_s, u"http://127.0.0.1:8650"_s},
                          {u"ca"_s, u"PEM file of the authority the centre's certificate comes from."_s, u"file"_s},
                          {u"counter"_s, u"Window of the hall this terminal is."_s, u"id"_s},
                          {u"print-to"_s, u"Papers become PDFs in this folder."_s, u"folder"_s},
                          {u"reader"_s, u"Serial port of the identity card reader."_s, u"port"_s},
                          {u"card"_s, u"Simulated card reader: a JSON file is the card."_s, u"file"_s},
                          {u"staff"_s, u"Staff number prefilled at sign-in."_s, u"number"_s},
                          {u"password-file"_s, u"Signs in at once with the password in this file (demonstrations)."_s, u"file"_s},
                          {u"key-store"_s, u"file, or desktop: what the desktop's own key store keeps seals the keys of this terminal as well. Once chosen, it is needed."_s, u"name"_s, u"file"_s},
                          {u"language"_s, u"zh_CN or en."_s, u"code"_s},
                          {u"theme"_s, u"light or dark."_s, u"name"_s},
                          {u"font-pt"_s, u"Size of plain text in points."_s, u"pt"_s}});
    arguments.process(application);

    const app::Client::Options options = optionsFrom(arguments);
    QDir().mkpath(options.dataFolder);
    // One process per store: two would draw receipt numbers from one block.
    QLockFile lock(QDir(options.dataFolder).filePath(u"onewindow.lock"_s));
    lock.setStaleLockTime(0);
    if (!lock.tryLock(100)) {
        const auto shown = explanation(QCoreApplication::translate("main", "OneWindow is already open on this terminal with the same data. Use the window that is there, or close it first."));
        QApplication::exec();
        return 1;
    }
    app::Seat seat(options, application, options.usesDesktopKeys ? std::make_unique<app::DesktopKeyStore>() : nullptr);
    std::unique_ptr<QLabel> failure;
    QObject::connect(&seat, &app::Seat::failed, &application, [&failure](const domain::Refusal &refusal) {
        failure = explanation(forms::refusalText(refusal));
        QApplication::setQuitOnLastWindowClosed(true);
    });
    // From here on the preferences say which language.
    QObject::connect(&seat, &app::Seat::opened, &application, [&chinese] { QApplication::removeTranslator(&chinese); });
    seat.open();
    const int code = QApplication::exec();
    return failure ? 1 : code;
}
