// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/look.h"
#include "forms/shared/preferences.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QScreen>
#include <QTranslator>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// Holds the translators of the language in use.
class Language : public QObject
{
public:
    Language(QApplication &application, QObject *parent, QString folder) : QObject(parent), m_application(application), m_folder(std::move(folder)) {}

    void use(const QString &code)
    {
        if (code == m_code)
            return;
        m_code = code;
        QLocale::setDefault(QLocale(code));
        m_application.removeTranslator(&m_qt);
        m_application.removeTranslator(&m_own);
        if (m_qt.load(u"qtbase_"_s + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            m_application.installTranslator(&m_qt);
        if (m_own.load(u"onewindow_"_s + code, m_folder))
            m_application.installTranslator(&m_own);
    }

private:
    QApplication &m_application;
    QString m_folder, m_code;
    QTranslator m_qt, m_own;
};

} // namespace

void followPreferences(QApplication &application, forms::Preferences &preferences, const QString &folder)
{
    auto *language = new Language(application, &preferences, folder); // goes with them: others may rule afterwards
    const auto take = [&application, &preferences, language] {
        language->use(preferences.language());
        forms::Theme::apply(application, preferences.themeMode(), preferences.fontPt());
    };
    take();
    QObject::connect(&preferences, &forms::Preferences::changed, language, [take](const QString &key) {
        if (key.isEmpty() || key == u"language"_s || key == u"theme"_s || key == u"font-pt"_s)
            take();
    });
}

QString windowGeometryKey()
{
    return u"window/geometry"_s;
}

void fitWindow(QWidget &window, const forms::Preferences &preferences)
{
    constexpr QSize sizeMin{1024, 640}, sizeWished{1440, 900};
    window.setMinimumSize(sizeMin);
    if (window.restoreGeometry(preferences.ofTerminal(windowGeometryKey()).toByteArray()))
        return;
    const QSize room = window.screen()->availableSize();
    window.resize(sizeWished.boundedTo(room));
    if (room.width() <= sizeWished.width() || room.height() <= sizeWished.height())
        window.setWindowState(window.windowState() | Qt::WindowMaximized);
}

} // namespace app
