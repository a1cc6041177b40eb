"""Animals that people keep, by every word for them; knows no rule."""

from __future__ import annotations

from collections.abc import Mapping

_KINDS = {
    "猫": "猫 喵 猫咪 猫猫 小猫 橘猫 大橘 胖橘 布偶 布偶猫 英短 美短 蓝猫 银渐层 金渐层 狸花 狸花猫 奶牛猫 三花 三花猫 暹罗 暹罗猫 缅因 缅因猫 橘白 玳瑁 玳瑁猫 德文 金吉拉 黑猫 白猫 折耳猫 田园猫 加菲 加菲猫 无毛猫 蓝白 彩狸 黑白猫 奶猫 幼猫 猫崽 豹猫 挪威森林猫 波斯猫 流浪猫",
    "狗": "狗 狗狗 小狗 狗子 柴犬 金毛 柯基 哈士奇 二哈 泰迪 边牧 萨摩耶 萨摩 拉布拉多 拉布拉多犬 博美 比熊 法斗 雪纳瑞 吉娃娃 德牧 阿拉斯加 土狗 中华田园犬 田园犬 秋田 秋田犬 腊肠 腊肠犬 马犬 串串 大黄狗 小土狗 约克夏 斗牛犬 灵缇 格力犬 惠比特 大丹 杜宾 罗威纳 松狮 贵宾 中华细犬 细犬 昆明犬 狼狗 大黄 小奶狗 狗崽 西高地 巴哥 喜乐蒂 牧羊犬 导盲犬 伯恩山 京巴",
    "兔子": "兔子 兔 小兔子 垂耳兔 荷兰兔 侏儒兔", "仓鼠": "仓鼠 金丝熊", "鹦鹉": "鹦鹉 虎皮鹦鹉 玄凤 牡丹鹦鹉 虎皮", "八哥": "八哥 鹩哥", "乌龟": "乌龟 龟 草龟 巴西龟 小乌龟", "鱼": "鱼 金鱼 小鱼 热带鱼 灯科鱼 斗鱼 锦鲤 孔雀鱼",
    "龙猫": "龙猫", "荷兰猪": "荷兰猪 豚鼠 天竺鼠", "刺猬": "刺猬", "鸭子": "鸭子 柯尔鸭 鸭", "守宫": "守宫 壁虎", "蛇": "蛇 玉米蛇 宠物蛇", "蜥蜴": "蜥蜴 鬃狮蜥", "鸡": "鸡 芦丁鸡 母鸡", "鹅": "鹅 大鹅", "羊": "羊 小羊",
    "羊驼": "羊驼", "鸟": "画眉 百灵 鸟 相思鸟 黄雀 绣眼 金丝雀 灰鹦鹉 金刚鹦鹉 猫头鹰 小鸟 燕雀 葵花鹦鹉", "角蛙": "角蛙 青蛙 蝾螈 六角恐龙", "虫": "独角仙 甲虫 蝈蝈 蛐蛐 蚕 螳螂 竹节虫", "蜗牛": "蜗牛 白玉蜗牛", "螃蟹": "寄居蟹 螃蟹", "松鼠": "松鼠 魔王松鼠 花枝鼠 沙鼠",
    "花草": "多肉 绿萝 仙人掌 龟背竹 兰花 月季 君子兰 盆栽 绣球 茉莉 栀子花 三角梅 蝴蝶兰 多肉植物", "宠物": "毛孩子 主子 小主子", "驴": "毛驴 驴", "蜜袋鼯": "蜜袋鼯", "貂": "貂 雪貂", "猪": "小香猪 香猪", "文鸟": "文鸟 珍珠鸟 鸽子", "马": "马 小马 矮马 白马 黑马",
    "cat": "cat cats kitten kittens kitty tabby tuxedo siamese ragdoll calico tortie bengal sphynx", "dog": "dog dogs puppies puppy pup doggo corgi husky shiba beagle poodle labrador lab pug bulldog dachshund greyhound retriever collie chihuahua terrier mutt pitbull dalmatian whippet whippets greyhounds corgis huskies beagles poodles labs pugs bulldogs retrievers mutts samoyed spaniel schnauzer rottweiler doberman mastiff maltese pomeranian shepherd",
    "rabbit": "rabbit bunny rabbits", "hamster": "hamster hamsters", "parrot": "parrot parakeet budgie cockatiel cockatoo macaw conure parrots budgies lovebird", "turtle": "turtle tortoise turtles terrapin", "fish": "fish goldfish betta", "snake": "snake python", "lizard": "lizard gecko", "guinea pig": "guinea pig",
    "ferret": "ferret", "horse": "horse pony", "chicken": "chicken hen chickens hens", "rat": "rat rats", "frog": "frog", "hedgehog": "hedgehog", "duck": "duck",
}  # fmt: skip
# Every word for an animal, and the animal that it means.
ANIMALS: Mapping[str, str] = {
    word: kind
    for kind, words in _KINDS.items()
    for word in ([words] if kind == "guinea pig" else words.split())
}
HAN = "(?:" + "|".join(sorted((one for one in ANIMALS if not one.isascii()), key=len, reverse=True)) + ")"
LATIN = "(?:" + "|".join(sorted((one for one in ANIMALS if one.isascii()), key=len, reverse=True)) + ")"
# What any pet may be called.
VAGUE = ("毛孩子", "主子", "小主子")
# A breed or a look stands for the animal; these words stand for nothing more.
PLAIN = frozenset(
    (*_KINDS, "猫咪", "猫猫", "喵", "狗狗", "狗子", "小猫", "小狗", "cats", "dogs", "kitty", "doggo")
)
