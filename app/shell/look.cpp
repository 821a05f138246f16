// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/look.h"
#include "forms/shared/preferences.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace app {
namespace {

/// Holds the translators of the language in use.
class Language : public QObject
{
public:
    Language(QApplication &application, QString folder) : QObject(&application), m_application(application), m_folder(std::move(folder)) {}

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
    auto *language = new Language(application, folder);
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

} // namespace app
