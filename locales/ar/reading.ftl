# الجديد، وما يُتابع ويُحفظ، والقطاعات.
permalink = رابط هذه المشاركة
quote = اقتباس
reply-new = جديد
replies-new = إلى أول رد جديد
new-since = جديد منذ زيارتك الأخيرة
newer-count = { $n ->
    [one] رد جديد
    [two] ردّان جديدان
    [few] { $n } ردود جديدة
    [many] { $n } ردًّا جديدًا
   *[other] { $n } رد جديد
}
newer-many = أكثر من 99 ردًّا جديدًا
news-count = { $n ->
    [one] جديد واحد
    [two] جديدان
   *[other] { $n } جديد
}
news-many = أكثر من 99 جديدًا
forum-mark-read = تعليم الكل كمقروء
load-from-home = تحميل من الخادم الأصلي
flash-loading = يجري جلب الردود الناقصة من الخادم الأصلي. أعد تحميل الصفحة بعد قليل.
near-heading = مواضيع ذات صلة
feed = خلاصة (Atom)

level-label = التنبيهات:
level-watch = متابعة كاملة
level-normal = عادي
level-mute = مكتوم
level-watch-forum = تنبيه بكل موضوع جديد.
level-watch-topic = تنبيه بكل رد جديد.
level-normal-help = تنبيهات بالردود عليك والإشارات إليك.
level-mute-help = لا يظهر في صفحتك الرئيسية ولا تأتيك منه تنبيهات.
settings-watching = ما أتابعه وأكتمه
watching-lede = المنتديات والمواضيع التي تتابعها متابعة كاملة أو كتمتها. اختيارك للموضوع مقدَّم على اختيارك لمنتداه.
watching-empty = لم تختر شيئًا بعد
watching-empty-text = في أعلى كل منتدى وموضوع جرس تختار منه القدر الذي تريد أن يصلك.
watching-forums = المنتديات
watching-topics = المواضيع
notice-watched-forum = فتح { $name } موضوعًا في منتدى تتابعه
notice-watched-topic = ردّ { $name } في موضوع تتابعه

place-bookmarks = المحفوظات
bookmark = حفظ
bookmarked = محفوظ
bookmarks-lede = مشاركات تحتفظ بها، مع ملاحظات لا يراها غيرك.
bookmarks-folders = المجلدات
bookmarks-all = الكل
bookmarks-empty = لا شيء هنا بعد
bookmarks-empty-text = اضغط «حفظ» تحت موضوع أو رد فتجده هنا.
bookmark-gone = حُذفت هذه المشاركة.
bookmark-edit = المجلد والملاحظة
bookmark-remove = إزالة من المحفوظات
bookmark-note = ملاحظة
bookmark-note-help = لا يراها غيرك.
bookmark-folder = المجلد
bookmark-no-folder = بلا مجلد
bookmark-new-folder = أو مجلد جديد
folder-remove = إزالة المجلد { $name }
folder-remove-help = يبقى ما حفظته فيه.

place-sectors = القطاعات
sectors-lede = ما يُناقش في كل قطاع، في منتدياتنا ومنتديات الخوادم الأخرى.
sectors-empty = لا منتدى لأي قطاع بعد
sectors-empty-text = يحدد المديرون قطاع كل منتدى من صفحته.
sectors-unused = قطاعات بلا منتدى
sector-lede = مواضيع كل منتديات هذا القطاع، هنا وفي الخوادم الأخرى، الأحدث نشاطًا أولًا.
sector-forums = منتديات القطاع
sector-empty = لا مواضيع بعد
sector-empty-text = ليس في منتديات هذا القطاع موضوع يمكنك قراءته.
forum-sector = القطاع
forum-sector-set = قطاع هذا المنتدى
forum-sector-none = بلا قطاع
forum-tags = الوسوم المستعملة
forums-count = { $n ->
    [0] لا منتديات
    [one] منتدى واحد
    [two] منتديان
    [few] { $n } منتديات
    [many] { $n } منتدى
   *[other] { $n } منتدى
}
tag-open = أسئلة مفتوحة
tag-everywhere = في كل المنتديات
tag-forum = إلى المنتدى
tag-look-further = لا شيء بين أحدث المشاركات بهذا الوسم، وقد تجد الأقدم في الصفحات التالية.

export-bookmarks = ما تحتفظ به
export-watched = ما تتابعه وتكتمه
export-reading = إلى أين وصلت قراءتك
export-folder = المجلد
export-note = الملاحظة
export-read-to = مقروء حتى
