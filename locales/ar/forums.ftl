# المنتديات: الفهرس والصفحة وما حولها.
forums-lede = يجمع كل منتدى مجال عمل واحدًا. تابع ما يخصّ مصنعك.
forums-tabs = أي المنتديات
forums-tab-local = منتدياتنا
forums-tab-followed = أتابعها
forums-tab-discover = في خوادم أخرى
forums-empty-local = لا توجد منتديات بعد
forums-empty-local-text = لم يفتح مديرو هذا الخادم أي منتدى حتى الآن.
forums-empty-followed = لا تتابع أي منتدى بعد
forums-empty-followed-text = افتح منتدى واضغط «متابعة»، فيظهر هنا وتظهر مواضيعه في صفحتك الرئيسية.
forums-empty-discover = لا نعرف بعد أي منتدى في خادم آخر
forums-empty-discover-text = اكتب عنوان منتدى في خادم آخر لتقرأه وتتابعه من هنا.

scope-instance = هذا الخادم
scope-network = الشبكة الموثوقة
scope-public = عام
scope-instance-sentence = لا يقرؤه إلا أعضاء هذا الخادم.
scope-network-sentence = يقرؤه أعضاء هذا الخادم وأعضاء الخوادم التي يثق بها.
scope-public-sentence = يقرؤه الجميع، هنا وفي الخوادم الأخرى.
posting-members = جميع الأعضاء
posting-moderators = المشرفون فقط

forum-new = منتدى جديد
forum-edit = تعديل المنتدى
forum-create = إنشاء المنتدى
forum-about = عن المنتدى
forum-active = آخر نشاط
forum-since = منذ
forum-posting = من يفتح المواضيع
forum-moderators = المشرفون
forum-address = العنوان
forum-address-help = لمتابعة هذا المنتدى من خادم آخر، ابحث هناك عن هذا العنوان.
forum-empty = لا مواضيع بعد
forum-empty-text = ابدأ بالسؤال الذي يتكرر أكثر من غيره في مصنعك.
forum-all-topics = كل المواضيع
forum-no-unanswered = لا أسئلة مفتوحة
forum-no-unanswered-text = كل سؤال في هذا المنتدى له إجابة.

topics-tabs = نوع الموضوع
topics-tab-all = الكل
topics-tab-questions = أسئلة
topics-tab-discussions = نقاشات
topics-tab-announcements = إعلانات
sorts = الترتيب
sort-active = الأنشط
sort-new = الأحدث
sort-unanswered = بلا إجابة
sort-top = الأعلى تقييمًا
topics-count = { $n ->
    [0] لا مواضيع
    [one] موضوع واحد
    [two] موضوعان
    [few] { $n } مواضيع
    [many] { $n } موضوعًا
   *[other] { $n } موضوع
}
followers-count = { $n ->
    [0] لا متابعين
    [one] متابع واحد
    [two] متابعان
    [few] { $n } متابعين
    [many] { $n } متابعًا
   *[other] { $n } متابع
}
posts-count = { $n ->
    [0] لا مشاركات
    [one] مشاركة واحدة
    [two] مشاركتان
    [few] { $n } مشاركات
    [many] { $n } مشاركة
   *[other] { $n } مشاركة
}
