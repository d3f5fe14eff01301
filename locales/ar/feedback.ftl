# ما يفعله القراء بالتجارب: إفادات من طبّقوها، والمقارنة، وعمليات البحث المحفوظة، والورقة المطبوعة.
replication-head = طبّقناها نحن أيضًا
replications-heading = من طبّقها غيرهم
replications-none = لم يخبر أحد بعد كيف نجحت عنده. إن طبّقتم مثلها فأخبروا بما جرى.
replications-count = { $n ->
    [0] لا إفادات من مصانع أخرى
    [one] إفادة واحدة من مصنع آخر
    [two] إفادتان من مصنعين آخرين
    [few] { $n } إفادات من مصانع أخرى
    [many] { $n } إفادة من مصانع أخرى
   *[other] { $n } إفادة من مصانع أخرى
}
replications-regions = { $n ->
    [0] دون ذكر المناطق
    [one] في منطقة واحدة
    [two] في منطقتين
    [few] في { $n } مناطق
    [many] في { $n } منطقة
   *[other] في { $n } منطقة
}
replications-median = { $n ->
    [0] نصفها استُردّت كلفته فورًا
    [one] نصفها استُردّت كلفته خلال شهر
    [two] نصفها استُردّت كلفته خلال شهرين
    [few] نصفها استُردّت كلفته خلال { $n } أشهر
    [many] نصفها استُردّت كلفته خلال { $n } شهرًا
   *[other] نصفها استُردّت كلفته خلال { $n } شهر
}
replications-threshold = تظهر الأرقام المجمّعة ابتداءً من خمس إفادات، كي لا يُعرف منها مصنع بعينه.
replications-moving = كما كانت الإفادات عند آخر عدّ؛ يُعاد العدّ بعد أن تُضاف خمس إفادات أو تُسحب أو تتغير، كي لا يُعرف منها مصنع بعينه.
replication-reports = الإفادات
replication-lede = أخبر كيف جرت في مصنعكم: ما نجح مرتين يثق به القراء أكثر. إفادة واحدة لكل شركة، ويمكنك تعديلها أو سحبها.
replication-result = النتيجة
replication-better = أفضل مما وُصف
replication-same = كما وُصف تقريبًا
replication-worse = أقل مما وُصف
replication-failed = لم تنجح
replication-story = كيف جرت
replication-story-help = ماذا فعلتم، وماذا كانت النتيجة، وبماذا تنصحون من يأتي بعدكم.
replication-adapted = ما الذي غيّرتموه
replication-adapted-help = آلة أخرى، أو مورّد آخر، أو ترتيب آخر للخطوات.
replication-payback-help = عدد الأشهر حتى استُردّت الكلفة، رقمًا.
replication-open = أظهر النتيجة ومدة الاسترداد والمنطقة والحجم مع إفادتي
replication-open-help = وإلا فتدخل في الأرقام المجمّعة فقط، ولا تُرسل إلى خوادم أخرى.
replication-change = عدّل إفادتك
replication-take-back = اسحبها
replication-read = اقرأها كاملة
replication-answered = ردّ صاحب التجربة
denied-own-case-study = هذه تجربتك أنت؛ وما يُحتسب هنا هو ما يفيد به غيرك عنها.
denied-reported = سبق أن أفاد زميل من منشأتك. أضف ما لديك في رد.
notice-replicated = طبّق { $name } ما روته تجربتك
notice-case-published = نشر محررو { $name } تجربتك
notice-case-returned = أعاد محررو { $name } تجربتك إليك مع ملاحظة
notice-saved-search = تجارب جديدة تطابق بحثًا تحفظه
export-replications = إفاداتك بأنكم طبّقتم التجارب
export-saved-searches = عمليات البحث التي تحفظها

compare-heading = جنبًا إلى جنب
compare-lede = الأسئلة نفسها لكل تجربة، والسطر الذي تختلف فيه مميّز.
compare-pick = قارن
compare-action = قارن ما اخترته
compare-help = اختر من اثنتين إلى أربع.
compare-missing = { $n ->
    [0] كلها معروضة.
    [one] تعذّر عرض واحدة منها: أُزيلت، أو لا يحق لك قراءتها.
    [two] تعذّر عرض اثنتين منها: أُزيلتا، أو لا يحق لك قراءتهما.
    [few] تعذّر عرض { $n } منها: أُزيلت، أو لا يحق لك قراءتها.
    [many] تعذّر عرض { $n } منها: أُزيلت، أو لا يحق لك قراءتها.
   *[other] تعذّر عرض { $n } منها: أُزيلت، أو لا يحق لك قراءتها.
}
compare-beyond = { $n ->
    [0] لا متسع للمقارنة.
    [one] لا متسع إلا لواحدة؛ وتُركت البقية.
    [two] لا متسع إلا لاثنتين جنبًا إلى جنب؛ وتُركت البقية.
    [few] لا متسع إلا لـ{ $n } جنبًا إلى جنب؛ وتُركت البقية.
    [many] لا متسع إلا لـ{ $n } جنبًا إلى جنب؛ وتُركت البقية.
   *[other] لا متسع إلا لـ{ $n } جنبًا إلى جنب؛ وتُركت البقية.
}
compare-few = اختر تجربتين على الأقل من المكتبة.
compare-author = صاحبها
compare-unsaid = لم يُذكر
compare-differs = مختلف
compare-without = استبعدها

searches-heading = عمليات بحث تحفظها
searches-lede = يصلك كل يوم تنبيه واحد بما استجد فيها.
searches-none = لم تحفظ بحثًا بعد
searches-none-text = ضيّق البحث في المكتبة ثم احفظه، ونخبرك حين يستجد ما يطابقه.
search-keep = احفظ هذا البحث
search-name = الاسم
search-name-help = اسم تعرفه به لاحقًا: «اللدائن في المنطقة الشرقية».
search-change = أعد تسميته أو احذفه
search-forget = لا تحفظه بعد الآن
search-fresh = { $n ->
    [0] لا جديد
    [one] جديد واحد
    [two] جديدان
    [few] { $n } جديدة
    [many] { $n } جديدًا
   *[other] { $n } جديد
}

sheet-action = ورقة للطباعة
sheet-print = اطبع هذه الصفحة من متصفحك: تكفيها ورقة A4 واحدة. والرمز يعيد القارئ إلى التجربة.
sheet-code = رمز يقود إلى التجربة
sheet-whole = التجربة كاملة مع الردود وما تغيّر لاحقًا:

forum-cases = تجارب { $forum }
forum-cases-none = لا تجارب هنا بعد
forum-cases-none-text = تجارب المنتديات الأخرى في المكتبة.
