// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsonlogic/javascriptvalue.h"
#include "domain/jsonlogic/jsonlogic.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <cmath>
#include <limits>

using namespace domain;

namespace {

QJsonValue json(QByteArrayView text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson('[' + text.toByteArray() + ']', &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("not JSON: %s", text.data());
    return document.array().at(0);
}

QString shown(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

/// `levels` negations around true.
QJsonValue nested(int levels)
{
    QJsonValue rule = true;
    for (int i = 0; i < levels; ++i)
        rule = QJsonObject{{QStringLiteral("!"), rule}};
    return rule;
}

struct Row
{
    const char *situation;
    const char *rule;
    const char *context;
    const char *value;
};

// The values are those of json-logic-js 2.0.5; numbers JSON cannot write are made visible by `cat`.
// clang-format off
const Row reference[] = {
    {"var reads a key", R"({"var":"a"})", R"({"a":1})", R"(1)"},
    {"var in a list of one", R"({"var":["a"]})", R"({"a":1})", R"(1)"},
    {"var absent is null", R"({"var":"b"})", R"({"a":1})", R"(null)"},
    {"var default", R"({"var":["b",9]})", R"({"a":1})", R"(9)"},
    {"var default not used for a present value", R"({"var":["a",9]})", R"({"a":1})", R"(1)"},
    {"var default not used for a present null", R"({"var":["a",9]})", R"({"a":null})", R"(null)"},
    {"var default not used for false", R"({"var":["a",9]})", R"({"a":false})", R"(false)"},
    {"var path", R"({"var":"a.b.c"})", R"({"a":{"b":{"c":"deep"}}})", R"("deep")"},
    {"var path breaks off", R"({"var":"a.x.c"})", R"({"a":{"b":{"c":"deep"}}})", R"(null)"},
    {"var path default", R"({"var":["a.x.c","none"]})", R"({"a":{"b":1}})", R"("none")"},
    {"var through null", R"({"var":["a.b",5]})", R"({"a":null})", R"(5)"},
    {"var through a number", R"({"var":["a.b",5]})", R"({"a":3})", R"(5)"},
    {"var empty path is everything", R"({"var":""})", R"({"a":1})", R"({"a":1})"},
    {"var empty list is everything", R"({"var":[]})", R"({"a":1})", R"({"a":1})"},
    {"var null is everything", R"({"var":null})", R"([1,2])", R"([1,2])"},
    {"var list of null", R"({"var":[null]})", R"(7)", R"(7)"},
    {"var index", R"({"var":1})", R"(["x","y"])", R"("y")"},
    {"var index as text", R"({"var":"1"})", R"(["x","y"])", R"("y")"},
    {"var index in a path", R"({"var":"a.0.n"})", R"({"a":[{"n":"first"}]})", R"("first")"},
    {"var index past the end", R"({"var":["a.9","end"]})", R"({"a":[1]})", R"("end")"},
    {"var negative index", R"({"var":"-1"})", R"(["x"])", R"(null)"},
    {"var index with a leading zero", R"({"var":"01"})", R"(["x","y"])", R"(null)"},
    {"var length of a list", R"({"var":"a.length"})", R"({"a":[1,2,3]})", R"(3)"},
    {"var length of a text", R"({"var":"a.length"})", R"({"a":"four"})", R"(4)"},
    {"var character of a text", R"({"var":"a.1"})", R"({"a":"xyz"})", R"("y")"},
    {"var number with a point is a path", R"({"var":1.5})", R"([0,[0,0,0,0,0,"here"]])", R"("here")"},
    {"var computed key", R"({"var":{"cat":["a",".","b"]}})", R"({"a":{"b":2}})", R"(2)"},
    {"var computed default", R"({"var":["x",{"+":[1,2]}]})", R"({})", R"(3)"},
    {"var on null data", R"({"var":"a"})", R"(null)", R"(null)"},
    {"var empty key segment", R"({"var":"a..b"})", R"({"a":{"":{"b":1}}})", R"(1)"},
    {"var key true", R"({"var":true})", R"({"true":4})", R"(4)"},
    {"missing nothing", R"({"missing":["a","b"]})", R"({"a":1,"b":2})", R"([])"},
    {"missing one", R"({"missing":["a","b"]})", R"({"a":1})", R"(["b"])"},
    {"missing single key", R"({"missing":"a"})", R"({})", R"(["a"])"},
    {"missing counts null", R"({"missing":["a"]})", R"({"a":null})", R"(["a"])"},
    {"missing counts empty text", R"({"missing":["a"]})", R"({"a":""})", R"(["a"])"},
    {"missing does not count zero", R"({"missing":["a"]})", R"({"a":0})", R"([])"},
    {"missing does not count false", R"({"missing":["a"]})", R"({"a":false})", R"([])"},
    {"missing does not count an empty list", R"({"missing":["a"]})", R"({"a":[]})", R"([])"},
    {"missing paths", R"({"missing":["a.b","a.c"]})", R"({"a":{"b":1}})", R"(["a.c"])"},
    {"missing of a computed list", R"({"missing":{"merge":["a",["b","c"]]}})", R"({"b":1})", R"(["a","c"])"},
    {"missing of a conditional list", R"({"missing":{"merge":["vin",{"if":[{"var":"financing"},["apr","term"],[]]}]}})", R"({"financing":true})", R"(["vin","apr","term"])"},
    {"missing empty", R"({"missing":[]})", R"({})", R"([])"},
    {"missing on null data", R"({"missing":["a"]})", R"(null)", R"(["a"])"},
    {"missing numeric keys", R"({"missing":[0,2]})", R"(["x","y"])", R"([2])"},
    {"missing as a condition", R"({"if":[{"missing":["a"]},"lacks","whole"]})", R"({"a":1})", R"("whole")"},
    {"missing_some enough", R"({"missing_some":[1,["a","b","c"]]})", R"({"a":1})", R"([])"},
    {"missing_some too few", R"({"missing_some":[2,["a","b","c"]]})", R"({"a":1})", R"(["b","c"])"},
    {"missing_some none", R"({"missing_some":[1,["a","b"]]})", R"({})", R"(["a","b"])"},
    {"missing_some need zero", R"({"missing_some":[0,["a"]]})", R"({})", R"([])"},
    {"missing_some number as text", R"({"missing_some":["2",["a","b"]]})", R"({"a":1,"b":2})", R"([])"},
    {"missing_some a key given as text", R"({"missing_some":[1,"abc"]})", R"({})", R"([])"},
    {"missing_some need that is no number", R"({"missing_some":["many",["a"]]})", R"({"a":1})", R"([])"},
    {"missing_some computed list", R"({"missing_some":[1,{"merge":[["a"],["b"]]}]})", R"({"b":1})", R"([])"},
    {"if true", R"({"if":[true,"yes","no"]})", R"(null)", R"("yes")"},
    {"if false", R"({"if":[false,"yes","no"]})", R"(null)", R"("no")"},
    {"if without else", R"({"if":[false,"yes"]})", R"(null)", R"(null)"},
    {"if only an else", R"({"if":["else"]})", R"(null)", R"("else")"},
    {"if single value", R"({"if":"apple"})", R"(null)", R"("apple")"},
    {"if empty", R"({"if":[]})", R"(null)", R"(null)"},
    {"else if", R"({"if":[false,1,true,2,3]})", R"(null)", R"(2)"},
    {"else of else if", R"({"if":[false,1,false,2,3]})", R"(null)", R"(3)"},
    {"four without else", R"({"if":[false,1,false,2]})", R"(null)", R"(null)"},
    {"ternary", R"({"?:":[true,1,2]})", R"(null)", R"(1)"},
    {"ternary false", R"({"?:":[0,1,2]})", R"(null)", R"(2)"},
    {"if [] is false", R"({"if":[[],"yes","no"]})", R"(null)", R"("no")"},
    {"if [0] is true", R"({"if":[[0],"yes","no"]})", R"(null)", R"("yes")"},
    {"if {} is true", R"({"if":[{"var":"o"},"yes","no"]})", R"({"o":{}})", R"("yes")"},
    {"if \"\" is false", R"({"if":["","yes","no"]})", R"(null)", R"("no")"},
    {"if \"0\" is true", R"({"if":["0","yes","no"]})", R"(null)", R"("yes")"},
    {"if 0 is false", R"({"if":[0,"yes","no"]})", R"(null)", R"("no")"},
    {"if -1 is true", R"({"if":[-1,"yes","no"]})", R"(null)", R"("yes")"},
    {"if null is false", R"({"if":[null,"yes","no"]})", R"(null)", R"("no")"},
    {"if NaN is false", R"({"if":[{"+":["x"]},"yes","no"]})", R"(null)", R"("no")"},
    {"if evaluates only its branch", R"({"if":[true,1,{"nonsense":1}]})", R"(null)", R"(1)"},
    {"fizz", R"({"if":[{"==":[{"%":[{"var":"i"},15]},0]},"fizzbuzz",{"==":[{"%":[{"var":"i"},3]},0]},"fizz",{"==":[{"%":[{"var":"i"},5]},0]},"buzz",{"var":"i"}]})", R"({"i":9})", R"("fizz")"},
    {"and last", R"({"and":[1,2,3]})", R"(null)", R"(3)"},
    {"and first false", R"({"and":[1,0,3]})", R"(null)", R"(0)"},
    {"and empty list", R"({"and":[1,[],3]})", R"(null)", R"([])"},
    {"and one", R"({"and":["x"]})", R"(null)", R"("x")"},
    {"and none", R"({"and":[]})", R"(null)", R"(null)"},
    {"and stops", R"({"and":[false,{"nonsense":1}]})", R"(null)", R"(false)"},
    {"or first", R"({"or":[0,"",3]})", R"(null)", R"(3)"},
    {"or last", R"({"or":[false,0]})", R"(null)", R"(0)"},
    {"or \"0\"", R"({"or":["0",1]})", R"(null)", R"("0")"},
    {"or none", R"({"or":[]})", R"(null)", R"(null)"},
    {"or stops", R"({"or":[1,{"nonsense":1}]})", R"(null)", R"(1)"},
    {"not true", R"({"!":[true]})", R"(null)", R"(false)"},
    {"not zero", R"({"!":0})", R"(null)", R"(true)"},
    {"not \"0\"", R"({"!":["0"]})", R"(null)", R"(false)"},
    {"not empty list", R"({"!":[[]]})", R"(null)", R"(true)"},
    {"not without brackets is without argument", R"({"!":[]})", R"(null)", R"(true)"},
    {"not null", R"({"!":null})", R"(null)", R"(true)"},
    {"truth of a list", R"({"!!":[[1]]})", R"(null)", R"(true)"},
    {"truth of an empty list", R"({"!!":[[]]})", R"(null)", R"(false)"},
    {"truth of \"0\"", R"({"!!":["0"]})", R"(null)", R"(true)"},
    {"truth of \"\"", R"({"!!":[""]})", R"(null)", R"(false)"},
    {"1 == 1", R"({"==":[1,1]})", R"(null)", R"(true)"},
    {"1 == \"1\"", R"({"==":[1,"1"]})", R"(null)", R"(true)"},
    {"1 == \" 1 \"", R"({"==":[1," 1 "]})", R"(null)", R"(true)"},
    {"1 == \"1x\"", R"({"==":[1,"1x"]})", R"(null)", R"(false)"},
    {"0 == \"\"", R"({"==":[0,""]})", R"(null)", R"(true)"},
    {"0 == false", R"({"==":[0,false]})", R"(null)", R"(true)"},
    {"1 == true", R"({"==":[1,true]})", R"(null)", R"(true)"},
    {"2 == true", R"({"==":[2,true]})", R"(null)", R"(false)"},
    {"\"1\" == true", R"({"==":["1",true]})", R"(null)", R"(true)"},
    {"\"true\" == true", R"({"==":["true",true]})", R"(null)", R"(false)"},
    {"null == 0", R"({"==":[null,0]})", R"(null)", R"(false)"},
    {"null == false", R"({"==":[null,false]})", R"(null)", R"(false)"},
    {"null == \"\"", R"({"==":[null,""]})", R"(null)", R"(false)"},
    {"null == null", R"({"==":[null,null]})", R"(null)", R"(true)"},
    {"null == nothing", R"({"==":[null]})", R"(null)", R"(true)"},
    {"[] == false", R"({"==":[[],false]})", R"(null)", R"(true)"},
    {"[] == \"\"", R"({"==":[[],""]})", R"(null)", R"(true)"},
    {"[1] == 1", R"({"==":[[1],1]})", R"(null)", R"(true)"},
    {"[1] == \"1\"", R"({"==":[[1],"1"]})", R"(null)", R"(true)"},
    {"[1,2] == \"1,2\"", R"({"==":[[1,2],"1,2"]})", R"(null)", R"(true)"},
    {"[null] == \"\"", R"({"==":[[null],""]})", R"(null)", R"(true)"},
    {"[[1],[2,3]] == \"1,2,3\"", R"({"==":[[[1],[2,3]],"1,2,3"]})", R"(null)", R"(true)"},
    {"[1] == [1]", R"({"==":[[1],[1]]})", R"(null)", R"(false)"},
    {"a list is never an object", R"({"==":[["[object Object]"],{"var":"o"}]})", R"({"o":{}})", R"(false)"},
    {"{} == text", R"({"==":[{"var":"o"},"[object Object]"]})", R"({"o":{}})", R"(true)"},
    {"\"0x10\" == 16", R"({"==":["0x10",16]})", R"(null)", R"(true)"},
    {"\"1e3\" == 1000", R"({"==":["1e3",1000]})", R"(null)", R"(true)"},
    {"\"abc\" == \"ABC\"", R"({"==":["abc","ABC"]})", R"(null)", R"(false)"},
    {"NaN == NaN", R"({"==":[{"+":["x"]},{"+":["x"]}]})", R"(null)", R"(false)"},
    {"[] == 0", R"({"==":[[],0]})", R"(null)", R"(true)"},
    {"[true] == true", R"({"==":[[true],true]})", R"(null)", R"(false)"},
    {"1 === \"1\"", R"({"===":[1,"1"]})", R"(null)", R"(false)"},
    {"1 === 1.0", R"({"===":[1,1]})", R"(null)", R"(true)"},
    {"text identical", R"({"===":["长安","长安"]})", R"(null)", R"(true)"},
    {"null === null", R"({"===":[null,null]})", R"(null)", R"(true)"},
    {"null === nothing", R"({"===":[null]})", R"(null)", R"(false)"},
    {"nothing === nothing", R"({"===":[]})", R"(null)", R"(true)"},
    {"0 === false", R"({"===":[0,false]})", R"(null)", R"(false)"},
    {"1 != \"1\"", R"({"!=":[1,"1"]})", R"(null)", R"(false)"},
    {"1 != 2", R"({"!=":[1,2]})", R"(null)", R"(true)"},
    {"1 !== \"1\"", R"({"!==":[1,"1"]})", R"(null)", R"(true)"},
    {"1 !== 1", R"({"!==":[1,1]})", R"(null)", R"(false)"},
    {"2 > 1", R"({">":[2,1]})", R"(null)", R"(true)"},
    {"1 > 1", R"({">":[1,1]})", R"(null)", R"(false)"},
    {"\"2\" > 1", R"({">":["2",1]})", R"(null)", R"(true)"},
    {"\"10\" > \"9\" by text", R"({">":["10","9"]})", R"(null)", R"(false)"},
    {"\"10\" > 9 by number", R"({">":["10",9]})", R"(null)", R"(true)"},
    {"> ignores a third", R"({">":[3,2,9]})", R"(null)", R"(true)"},
    {"1 >= 1", R"({">=":[1,1]})", R"(null)", R"(true)"},
    {"null >= 0", R"({">=":[null,0]})", R"(null)", R"(true)"},
    {"null > 0", R"({">":[null,0]})", R"(null)", R"(false)"},
    {"\"a\" > 1 is never", R"({">":["a",1]})", R"(null)", R"(false)"},
    {"\"a\" < 1 is never", R"({"<":["a",1]})", R"(null)", R"(false)"},
    {"true > false", R"({">":[true,false]})", R"(null)", R"(true)"},
    {"[2] > 1", R"({">":[[2],1]})", R"(null)", R"(true)"},
    {"[2,1] > 1 is never", R"({">":[[2,1],1]})", R"(null)", R"(false)"},
    {"[2] > [10] by text", R"({">":[[2],[10]]})", R"(null)", R"(true)"},
    {"{} < 1 is never", R"({"<":[{"var":"o"},1]})", R"({"o":{}})", R"(false)"},
    {"1 < nothing", R"({"<":[1]})", R"(null)", R"(false)"},
    {"Z < a", R"({"<":["Z","a"]})", R"(null)", R"(true)"},
    {"\"\" < \"a\"", R"({"<":["","a"]})", R"(null)", R"(true)"},
    {"between", R"({"<":[1,2,3]})", R"(null)", R"(true)"},
    {"between excludes", R"({"<":[1,1,3]})", R"(null)", R"(false)"},
    {"between upper", R"({"<":[1,4,3]})", R"(null)", R"(false)"},
    {"between includes", R"({"<=":[1,1,3]})", R"(null)", R"(true)"},
    {"between includes the end", R"({"<=":[1,3,3]})", R"(null)", R"(true)"},
    {"between outside", R"({"<=":[1,4,3]})", R"(null)", R"(false)"},
    {"between null third", R"({"<":[1,2,null]})", R"(null)", R"(false)"},
    {"between texts", R"({"<=":["2026-01-01",{"var":"d"},"2026-12-31"]})", R"({"d":"2026-11-23"})", R"(true)"},
    {"sum", R"({"+":[1,2,3]})", R"(null)", R"(6)"},
    {"sum of texts", R"({"+":["1","2"]})", R"(null)", R"(3)"},
    {"text to number", R"({"+":"3.14"})", R"(null)", R"(3.14)"},
    {"sum of a number with unit", R"({"+":["12.5元",1]})", R"(null)", R"(13.5)"},
    {"sum of nothing", R"({"+":[]})", R"(null)", R"(0)"},
    {"sum with null", R"({"cat":{"+":[1,null]}})", R"(null)", R"("NaN")"},
    {"sum with true", R"({"cat":{"+":[1,true]}})", R"(null)", R"("NaN")"},
    {"sum takes a list's first", R"({"+":[[1,2],3]})", R"(null)", R"(4)"},
    {"sum of \"\"", R"({"cat":{"+":[""]}})", R"(null)", R"("NaN")"},
    {"sum of \"  -7e2x\"", R"({"+":["  -7e2x"]})", R"(null)", R"(-700)"},
    {"sum of \"0x10\" stops at x", R"({"+":["0x10"]})", R"(null)", R"(0)"},
    {"sum of \".5\"", R"({"+":[".5"]})", R"(null)", R"(0.5)"},
    {"sum of \"5.\"", R"({"+":["5."]})", R"(null)", R"(5)"},
    {"sum of \"1e\"", R"({"+":["1e"]})", R"(null)", R"(1)"},
    {"sum of \"Infinity\"", R"({"cat":{"+":["Infinity"]}})", R"(null)", R"("Infinity")"},
    {"sum of \"1e999\"", R"({"cat":{"+":["1e999"]}})", R"(null)", R"("Infinity")"},
    {"sum of \"1e-999\"", R"({"cat":{"+":["1e-999"]}})", R"(null)", R"("0")"},
    {"minus", R"({"-":[3,2]})", R"(null)", R"(1)"},
    {"negative", R"({"-":[2]})", R"(null)", R"(-2)"},
    {"negative of a text", R"({"-":"2"})", R"(null)", R"(-2)"},
    {"minus texts", R"({"-":["5","3"]})", R"(null)", R"(2)"},
    {"minus null", R"({"-":[5,null]})", R"(null)", R"(5)"},
    {"minus a list of one", R"({"-":[[5],2]})", R"(null)", R"(3)"},
    {"minus true", R"({"-":[5,true]})", R"(null)", R"(4)"},
    {"minus \"\"", R"({"-":[5,""]})", R"(null)", R"(5)"},
    {"minus \"3x\"", R"({"cat":{"-":[5,"3x"]}})", R"(null)", R"("NaN")"},
    {"product", R"({"*":[2,3,4]})", R"(null)", R"(24)"},
    {"product of texts", R"({"*":["2","3"]})", R"(null)", R"(6)"},
    {"product of one text stays text", R"({"*":["2"]})", R"(null)", R"("2")"},
    {"product of a list's first", R"({"*":[[2],3]})", R"(null)", R"(6)"},
    {"quotient", R"({"/":[7,2]})", R"(null)", R"(3.5)"},
    {"quotient of texts", R"({"/":["8","2"]})", R"(null)", R"(4)"},
    {"by zero", R"({"cat":{"/":[1,0]}})", R"(null)", R"("Infinity")"},
    {"zero by zero", R"({"cat":{"/":[0,0]}})", R"(null)", R"("NaN")"},
    {"minus one by zero", R"({"cat":{"/":[-1,0]}})", R"(null)", R"("-Infinity")"},
    {"remainder", R"({"%":[7,3]})", R"(null)", R"(1)"},
    {"remainder of a negative", R"({"%":[-7,3]})", R"(null)", R"(-1)"},
    {"remainder of fractions", R"({"%":[5.5,2]})", R"(null)", R"(1.5)"},
    {"remainder by zero", R"({"cat":{"%":[1,0]}})", R"(null)", R"("NaN")"},
    {"remainder of a text", R"({"%":["7","4"]})", R"(null)", R"(3)"},
    {"0.1 + 0.2", R"({"+":[0.1,0.2]})", R"(null)", R"(0.30000000000000004)"},
    {"max", R"({"max":[1,3,2]})", R"(null)", R"(3)"},
    {"max of texts", R"({"max":["1","12","2"]})", R"(null)", R"(12)"},
    {"max with null", R"({"max":[-1,null]})", R"(null)", R"(0)"},
    {"max of none", R"({"cat":{"max":[]}})", R"(null)", R"("-Infinity")"},
    {"max of words", R"({"cat":{"max":["a",1]}})", R"(null)", R"("NaN")"},
    {"max of a list is no number", R"({"cat":{"max":[[1,2]]}})", R"(null)", R"("NaN")"},
    {"max one", R"({"max":5})", R"(null)", R"(5)"},
    {"min", R"({"min":[3,1,2]})", R"(null)", R"(1)"},
    {"min of none", R"({"cat":{"min":[]}})", R"(null)", R"("Infinity")"},
    {"min with true", R"({"min":[5,true]})", R"(null)", R"(1)"},
    {"text of 1", R"({"cat":[1]})", R"(null)", R"("1")"},
    {"text of 1.50", R"({"cat":[1.5]})", R"(null)", R"("1.5")"},
    {"text of 1e21", R"({"cat":[1e+21]})", R"(null)", R"("1e+21")"},
    {"text of 1e20", R"({"cat":[100000000000000000000]})", R"(null)", R"("100000000000000000000")"},
    {"text of 1e-6", R"({"cat":[0.000001]})", R"(null)", R"("0.000001")"},
    {"text of 1e-7", R"({"cat":[1e-7]})", R"(null)", R"("1e-7")"},
    {"text of 1.5e-10", R"({"cat":[1.5e-10]})", R"(null)", R"("1.5e-10")"},
    {"text of 123456789012345680000", R"({"cat":[123456789012345680000]})", R"(null)", R"("123456789012345680000")"},
    {"text of 1.7976931348623157e308", R"({"cat":[1.7976931348623157e+308]})", R"(null)", R"("1.7976931348623157e+308")"},
    {"text of -0.25", R"({"cat":[-0.25]})", R"(null)", R"("-0.25")"},
    {"text of a third", R"({"cat":[{"/":[1,3]}]})", R"(null)", R"("0.3333333333333333")"},
    {"text of 100", R"({"cat":[100]})", R"(null)", R"("100")"},
    {"text of 5e-324", R"({"cat":[5e-324]})", R"(null)", R"("5e-324")"},
    {"map", R"({"map":[{"var":"n"},{"*":[{"var":""},2]}]})", R"({"n":[1,2,3]})", R"([2,4,6])"},
    {"map of nothing", R"({"map":[{"var":"n"},{"*":[{"var":""},2]}]})", R"({})", R"([])"},
    {"map fields", R"({"map":[{"var":"p"},{"var":"name"}]})", R"({"p":[{"name":"甲"},{}]})", R"(["甲",null])"},
    {"map cannot see outside", R"({"map":[[1],{"var":"x"}]})", R"({"x":5})", R"([null])"},
    {"map with a constant", R"({"map":[[1,2],"x"]})", R"(null)", R"(["x","x"])"},
    {"map of a text", R"({"map":["abc",1]})", R"(null)", R"([])"},
    {"map without logic", R"({"map":[[1,2]]})", R"(null)", R"([null,null])"},
    {"filter", R"({"filter":[{"var":"n"},{">=":[{"var":""},2]}]})", R"({"n":[1,2,3]})", R"([2,3])"},
    {"filter of nothing", R"({"filter":[{"var":"n"},true]})", R"(null)", R"([])"},
    {"filter keeps objects", R"({"filter":[{"var":"p"},{"var":"on"}]})", R"({"p":[{"on":1,"k":1},{"on":0,"k":2}]})", R"([{"on":1,"k":1}])"},
    {"reduce sum", R"({"reduce":[{"var":"n"},{"+":[{"var":"current"},{"var":"accumulator"}]},0]})", R"({"n":[1,2,3,4]})", R"(10)"},
    {"reduce of nothing", R"({"reduce":[{"var":"n"},{"+":[1,2]},7]})", R"({})", R"(7)"},
    {"reduce without start", R"({"reduce":[[],{"var":"current"}]})", R"(null)", R"(null)"},
    {"reduce computed start", R"({"reduce":[[1],{"+":[{"var":"current"},{"var":"accumulator"}]},{"var":"s"}]})", R"({"s":10})", R"(11)"},
    {"reduce max", R"({"reduce":[{"var":"n"},{"max":[{"var":"current"},{"var":"accumulator"}]},0]})", R"({"n":[3,9,2]})", R"(9)"},
    {"reduce fields", R"({"reduce":[{"var":"p"},{"+":[{"var":"accumulator"},{"var":"current.q"}]},0]})", R"({"p":[{"q":2},{"q":5}]})", R"(7)"},
    {"reduce with default", R"({"reduce":[[1,2],{"+":[{"var":["accumulator",0]},{"var":"current"}]}]})", R"(null)", R"(null)"},
    {"all", R"({"all":[{"var":"n"},{">":[{"var":""},0]}]})", R"({"n":[1,2]})", R"(true)"},
    {"all not", R"({"all":[{"var":"n"},{">":[{"var":""},1]}]})", R"({"n":[1,2]})", R"(false)"},
    {"all of none is false", R"({"all":[[],true]})", R"(null)", R"(false)"},
    {"all of nothing is false", R"({"all":[{"var":"n"},true]})", R"({})", R"(false)"},
    {"none", R"({"none":[[1,2],{">":[{"var":""},2]}]})", R"(null)", R"(true)"},
    {"none not", R"({"none":[[1,3],{">":[{"var":""},2]}]})", R"(null)", R"(false)"},
    {"none of none", R"({"none":[[],true]})", R"(null)", R"(true)"},
    {"none of nothing", R"({"none":[{"var":"n"},true]})", R"({})", R"(true)"},
    {"some", R"({"some":[[1,3],{">":[{"var":""},2]}]})", R"(null)", R"(true)"},
    {"some not", R"({"some":[[1,2],{">":[{"var":""},2]}]})", R"(null)", R"(false)"},
    {"some of none", R"({"some":[[],true]})", R"(null)", R"(false)"},
    {"some of objects", R"({"some":[{"var":"p"},{"==":[{"var":"f"},"apple"]}]})", R"({"p":[{"f":"pear"},{"f":"apple"}]})", R"(true)"},
    {"some by the element itself", R"({"some":[{"var":"p"},{"in":[{"var":""},["a","b"]]}]})", R"({"p":["x","b"]})", R"(true)"},
    {"merge", R"({"merge":[[1,2],[3]]})", R"(null)", R"([1,2,3])"},
    {"merge single values", R"({"merge":[1,[2],"x"]})", R"(null)", R"([1,2,"x"])"},
    {"merge one level only", R"({"merge":[[1,[2]],[[3]]]})", R"(null)", R"([1,[2],[3]])"},
    {"merge none", R"({"merge":[]})", R"(null)", R"([])"},
    {"merge keeps null", R"({"merge":[null,[1]]})", R"(null)", R"([null,1])"},
    {"merge one", R"({"merge":1})", R"(null)", R"([1])"},
    {"in a list", R"({"in":["a",["a","b"]]})", R"(null)", R"(true)"},
    {"not in a list", R"({"in":["c",["a","b"]]})", R"(null)", R"(false)"},
    {"in is strict", R"({"in":["1",[1,2]]})", R"(null)", R"(false)"},
    {"in a text", R"({"in":["Spring","Springfield"]})", R"(null)", R"(true)"},
    {"not in a text", R"({"in":["i","team"]})", R"(null)", R"(false)"},
    {"in a text as text", R"({"in":[1,"a1b"]})", R"(null)", R"(true)"},
    {"in null", R"({"in":["a",null]})", R"(null)", R"(false)"},
    {"in a number", R"({"in":[1,12]})", R"(null)", R"(false)"},
    {"in an empty text", R"({"in":["",""]})", R"(null)", R"(false)"},
    {"in nothing", R"({"in":["a"]})", R"(null)", R"(false)"},
    {"null in a list", R"({"in":[null,[null]]})", R"(null)", R"(true)"},
    {"list in a list", R"({"in":[[1],[[1]]]})", R"(null)", R"(false)"},
    {"null in a text", R"({"in":[null,"is null"]})", R"(null)", R"(true)"},
    {"in a computed list", R"({"in":[{"var":"k"},{"merge":[["a"],{"var":"l"}]}]})", R"({"k":"z","l":["y","z"]})", R"(true)"},
    {"cat", R"({"cat":["I love ","长安"]})", R"(null)", R"("I love 长安")"},
    {"cat numbers", R"({"cat":[1,2,"x"]})", R"(null)", R"("12x")"},
    {"cat null", R"({"cat":["a",null,"b"]})", R"(null)", R"("ab")"},
    {"cat a list", R"({"cat":["a",[1,null,[2,3]],"b"]})", R"(null)", R"("a1,,2,3b")"},
    {"cat true", R"({"cat":[true,false]})", R"(null)", R"("truefalse")"},
    {"cat one", R"({"cat":"x"})", R"(null)", R"("x")"},
    {"cat none", R"({"cat":[]})", R"(null)", R"("")"},
    {"cat an object", R"({"cat":[{"var":"o"}]})", R"({"o":{"a":1,"b":2}})", R"("[object Object]")"},
    {"substr from", R"({"substr":["jsonlogic",4]})", R"(null)", R"("logic")"},
    {"substr from the end", R"({"substr":["jsonlogic",-5]})", R"(null)", R"("logic")"},
    {"substr count", R"({"substr":["jsonlogic",1,3]})", R"(null)", R"("son")"},
    {"substr from the end count", R"({"substr":["jsonlogic",-5,2]})", R"(null)", R"("lo")"},
    {"substr leaves off", R"({"substr":["jsonlogic",4,-2]})", R"(null)", R"("log")"},
    {"substr leaves all off", R"({"substr":["json",1,-9]})", R"(null)", R"("")"},
    {"substr past the end", R"({"substr":["json",9]})", R"(null)", R"("")"},
    {"substr before the start", R"({"substr":["json",-9,2]})", R"(null)", R"("js")"},
    {"substr count too large", R"({"substr":["json",2,99]})", R"(null)", R"("on")"},
    {"substr of a number", R"({"substr":[12345,1,2]})", R"(null)", R"("23")"},
    {"substr of null", R"({"substr":[null,1]})", R"(null)", R"("ull")"},
    {"substr text arguments", R"({"substr":["jsonlogic","4","3"]})", R"(null)", R"("log")"},
    {"substr count zero", R"({"substr":["json",1,0]})", R"(null)", R"("")"},
    {"substr of an ID's area", R"({"substr":[{"var":"id"},0,6]})", R"({"id":"610116199003070014"})", R"("610116")"},
    {"substr fraction", R"({"substr":["json",1.9,1.9]})", R"(null)", R"("s")"},
    {"substr null count", R"({"substr":["json",1,null]})", R"(null)", R"("")"},
    {"substr null start", R"({"substr":["json",null]})", R"(null)", R"("json")"},
    {"log returns", R"({"log":"x"})", R"(null)", R"("x")"},
    {"log computed", R"({"log":[{"+":[1,1]}]})", R"(null)", R"(2)"},
    {"a number is itself", R"(17)", R"(null)", R"(17)"},
    {"a text is itself", R"("x")", R"(null)", R"("x")"},
    {"null is itself", R"(null)", R"(null)", R"(null)"},
    {"a list is evaluated", R"([{"var":"a"},2])", R"({"a":1})", R"([1,2])"},
    {"an object of two keys is itself", R"({"a":1,"b":2})", R"(null)", R"({"a":1,"b":2})"},
    {"an empty object is itself", R"({})", R"(null)", R"({})"},
    {"object of two keys inside is not evaluated", R"({"cat":["",{"==":[1,1],"x":2}]})", R"(null)", R"("[object Object]")"},
    {"context may be a text", R"({"cat":["我是",{"var":""}]})", R"("长安")", R"("我是长安")"},
    {"rule of a licence", R"({"and":[{"==":[{"var":"kind"},"food"]},{"<":[{"var":"area"},60]},{"!":{"in":[{"var":"street"},["韦曲","郭杜"]]}}]})", R"({"kind":"food","area":"59.9","street":"引镇"})", R"(true)"},
};
// clang-format on

} // namespace

class TestJsonLogic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheReference_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QByteArray>("context");
        QTest::addColumn<QByteArray>("value");
        for (const Row &row : reference)
            QTest::newRow(row.situation) << QByteArray(row.rule) << QByteArray(row.context) << QByteArray(row.value);
    }
    void agreesWithTheReference()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QByteArray, context);
        QFETCH(QByteArray, value);
        const auto result = evaluateJsonLogic(json(rule), json(context));
        QVERIFY(result.ok());
        QCOMPARE(shown(*result), shown(json(value)));
    }

    void refusesAnUnknownOperator()
    {
        const auto result = evaluateJsonLogic(json(R"({"and":[true,{"method":["x","trim"]}]})"), {});
        QVERIFY(!result.ok());
        QCOMPARE(result.refusal().code, QStringLiteral("jsonlogic.unknown-operator"));
        QCOMPARE(result.refusal().facts[QStringLiteral("operator")].toString(), QStringLiteral("method"));
    }

    void refusesAnUnknownOperatorWhereverItIsReached_data()
    {
        QTest::addColumn<QByteArray>("rule");
        for (const char *rule :
             {R"({"map":[[1],{"bad":1}]})", R"({"filter":[[1],{"bad":1}]})", R"({"reduce":[[1],{"bad":1},0]})",
              R"({"reduce":[[],1,{"bad":1}]})", R"({"all":[[1],{"bad":1}]})", R"({"some":[[1],{"bad":1}]})",
              R"({"none":[{"bad":1},true]})", R"({"if":[{"bad":1},1,2]})", R"({"or":[0,{"bad":1}]})",
              R"([1,[{"bad":1}]])", R"({"!":{"bad":1}})", R"({"Math.abs":-1})"})
            QTest::newRow(rule) << QByteArray(rule);
    }
    void refusesAnUnknownOperatorWhereverItIsReached()
    {
        QFETCH(QByteArray, rule);
        const auto result = evaluateJsonLogic(json(rule), {});
        QVERIFY(!result.ok());
        QCOMPARE(result.refusal().code, QStringLiteral("jsonlogic.unknown-operator"));
    }

    void neverRunsWhatComesFromTheContext()
    {
        const QJsonValue context = json(R"({"a":{"var":"b"},"b":"secret","keys":[{"var":"b"}]})");
        QCOMPARE(shown(*evaluateJsonLogic(json(R"({"var":"a"})"), context)), shown(json(R"({"var":"b"})")));
        QCOMPARE(shown(*evaluateJsonLogic(json(R"({"missing":{"var":"keys"}})"), context)), shown(json(R"([{"var":"b"}])")));
    }

    void refusesWhereTheReferenceThrows_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::newRow("product of nothing") << QByteArray(R"({"*":[]})");
        QTest::newRow("missing_some without list") << QByteArray(R"({"missing_some":[1]})");
        QTest::newRow("missing_some of null") << QByteArray(R"({"missing_some":[1,null]})");
    }
    void refusesWhereTheReferenceThrows()
    {
        QFETCH(QByteArray, rule);
        const auto result = evaluateJsonLogic(json(rule), QJsonObject());
        QVERIFY(!result.ok());
        QCOMPARE(result.refusal().code, QStringLiteral("jsonlogic.arguments"));
    }

    void acceptsSixtyFourLevelsAndRefusesOneMore()
    {
        QVERIFY(evaluateJsonLogic(nested(64), {}).ok());
        QVERIFY(checkJsonLogic(nested(64)).ok());
        for (const int levels : {65, 900}) {
            const auto result = evaluateJsonLogic(nested(levels), {});
            QVERIFY(!result.ok());
            QCOMPARE(result.refusal().code, QStringLiteral("jsonlogic.too-deep"));
            const auto check = checkJsonLogic(nested(levels));
            QVERIFY(!check.ok());
            QCOMPARE(check.refusal().code, QStringLiteral("jsonlogic.too-deep"));
        }
    }

    void truthFollowsTheReference_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("truth");
        QTest::newRow("zero") << QByteArray("0") << false;
        QTest::newRow("one") << QByteArray("1") << true;
        QTest::newRow("minus one") << QByteArray("-1") << true;
        QTest::newRow("fraction") << QByteArray("0.5") << true;
        QTest::newRow("false") << QByteArray("false") << false;
        QTest::newRow("true") << QByteArray("true") << true;
        QTest::newRow("null") << QByteArray("null") << false;
        QTest::newRow("empty text") << QByteArray(R"("")") << false;
        QTest::newRow("text zero") << QByteArray(R"("0")") << true;
        QTest::newRow("text") << QByteArray(R"("any")") << true;
        QTest::newRow("empty list") << QByteArray("[]") << false;
        QTest::newRow("list of nothing") << QByteArray("[null]") << true;
        QTest::newRow("empty object") << QByteArray("{}") << true;
        QTest::newRow("object") << QByteArray(R"({"a":0})") << true;
    }
    void truthFollowsTheReference()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, truth);
        QCOMPARE(jsonLogicTruth(json(value)), truth);
    }

    void undefinedAndNotANumberAreFalse()
    {
        QVERIFY(!jsonLogicTruth(QJsonValue(QJsonValue::Undefined)));
        QVERIFY(!jsonLogicTruth(std::numeric_limits<double>::quiet_NaN()));
        QVERIFY(jsonLogicTruth(std::numeric_limits<double>::infinity()));
    }

    void readsNumbersAsJavaScript_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("number");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        const std::pair<const char16_t *, double> rows[] = {
            {u"", 0}, {u" \t\n", 0}, {u"12", 12}, {u" 12 ", 12}, {u"+12", 12}, {u"-12", -12}, {u".5", .5}, {u"5.", 5},
            {u".", nan}, {u"1.2.3", nan}, {u"1e3", 1000}, {u"1E-3", .001}, {u"1e", nan}, {u"0x1F", 31}, {u"-0x1F", nan},
            {u"0x", nan}, {u"0b101", 5}, {u"0b2", nan}, {u"0o17", 15}, {u"0o8", nan}, {u"0xG", nan}, {u"Infinity", infinity},
            {u"-Infinity", -infinity}, {u"infinity", nan}, {u"nan", nan}, {u"NaN", nan}, {u"1e999", infinity},
            {u"1e-999", 0}, {u"1_000", nan}, {u"1,5", nan}, {u"\uFEFF7", 7}, {u"１２", nan}, {u"12元", nan}, {u"--1", nan},
            {u"+", nan}, {u"0x 1", nan}};
        for (const auto &[text, number] : rows)
            QTest::newRow(qPrintable(u'"' + QString::fromUtf16(text) + u'"')) << QString::fromUtf16(text) << number;
    }
    void readsNumbersAsJavaScript()
    {
        QFETCH(QString, text);
        QFETCH(double, number);
        const double read = javascript::textNumber(text);
        if (std::isnan(number))
            QVERIFY(std::isnan(read));
        else
            QCOMPARE(read, number);
    }

    void theStaticCheckAcceptsWhatTheCatalogueMayUse_data()
    {
        QTest::addColumn<QByteArray>("rule");
        for (const char *rule :
             {R"(true)", R"("text")", R"(null)", R"({"var":""})", R"({"var":[]})", R"({"missing":["a","b"]})",
              R"({"if":[{"==":[{"var":"a"},1]},"x",{">":[{"var":"b"},2]},"y","z"]})", R"({"<":[1,2,3]})",
              R"({"in":["a",["a","b"]]})", R"({"reduce":[{"var":"n"},{"+":[{"var":"current"},{"var":"accumulator"}]},0]})",
              R"({"-":1})", R"({"merge":[]})", R"({"!":{"var":"a"}})"})
            QTest::newRow(rule) << QByteArray(rule);
    }
    void theStaticCheckAcceptsWhatTheCatalogueMayUse()
    {
        QFETCH(QByteArray, rule);
        QVERIFY(checkJsonLogic(json(rule)).ok());
    }

    void theStaticCheckRefuses_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *rule, const char16_t *code) { QTest::newRow(rule) << QByteArray(rule) << QString::fromUtf16(code); };
        row(R"({"equals":[1,1]})", u"jsonlogic.unknown-operator");
        row(R"({"if":[true,1,{"nonsense":1}]})", u"jsonlogic.unknown-operator");
        row(R"([1,{"x":1}])", u"jsonlogic.unknown-operator");
        row(R"({})", u"jsonlogic.shape");
        row(R"({"==":[1,1],"!=":[1,2]})", u"jsonlogic.shape");
        row(R"({"and":[{"==":[1,1],"!":1}]})", u"jsonlogic.shape");
        row(R"({"==":[1]})", u"jsonlogic.arguments");
        row(R"({"==":[1,2,3]})", u"jsonlogic.arguments");
        row(R"({"==":1})", u"jsonlogic.arguments");
        row(R"({">":[3,2,1]})", u"jsonlogic.arguments");
        row(R"({"<":[1,2,3,4]})", u"jsonlogic.arguments");
        row(R"({"!":[]})", u"jsonlogic.arguments");
        row(R"({"map":[[1]]})", u"jsonlogic.arguments");
        row(R"({"and":[]})", u"jsonlogic.arguments");
        row(R"({"missing_some":[1]})", u"jsonlogic.arguments");
        row(R"({"*":[]})", u"jsonlogic.arguments");
    }
    void theStaticCheckRefuses()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QString, code);
        const auto check = checkJsonLogic(json(rule));
        QVERIFY(!check.ok());
        QCOMPARE(check.refusal().code, code);
    }

    void theStaticCheckSaysHowManyArguments()
    {
        const auto check = checkJsonLogic(json(R"({"<":[1,2,3,4]})"));
        QVERIFY(!check.ok());
        QCOMPARE(check.refusal().facts, json(R"({"operator":"<","count":4,"min":2,"max":3})").toObject());
    }

    void evaluatesAThousandMaterialConditionsQuickly()
    {
        const QJsonValue rule = json(R"({"and":[{"==":[{"var":"kind"},"food"]},{"<":[{"var":"area"},60]},{"in":[{"var":"street"},["韦曲","郭杜"]]}]})");
        const QJsonValue context = json(R"({"kind":"food","area":59,"street":"郭杜"})");
        int held = 0;
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 1000; ++i)
            held += jsonLogicTruth(*evaluateJsonLogic(rule, context));
        QCOMPARE(held, 1000);
        QVERIFY2(clock.elapsed() < 1000, "a checklist must follow every key press");
    }
};

QTEST_GUILESS_MAIN(TestJsonLogic)
#include "tst_jsonlogic.moc"
